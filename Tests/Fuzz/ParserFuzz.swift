import Domain
import Foundation
import Interchange

/// What libFuzzer calls with bytes that it makes up: one parser a run, by the variable `FUZZ_PARSER`. A parser may refuse
/// whatever it likes; it must come back, and not crash. Built by `scripts/fuzz-parsers` alone.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  ParserFuzz.parser(bytes)
  return 0
}

private enum ParserFuzz {
  /// Says by ending the run where the name is wrong.
  static let parser: @Sendable ([UInt8]) -> Void = {
    switch ProcessInfo.processInfo.environment["FUZZ_PARSER"] {
    case "csv": reports
    case "contributions": contributions
    case "camt": statements
    case "iati": activities
    case "framework": framework
    case "json": json
    case "xlsx": spreadsheets
    case let other:
      fatalError("FUZZ_PARSER is csv, contributions, camt, iati, framework, json or xlsx, not \(other ?? "empty")")
    }
  }()

  private static func reports(_ bytes: [UInt8]) {
    guard let table = try? TableReader<ReportRow>(CSVReader(bytes: bytes)) else { return }
    while (try? table.next()) != nil {}
  }

  private static func contributions(_ bytes: [UInt8]) {
    guard let table = try? TableReader<ContributionRow>(CSVReader(bytes: bytes)) else { return }
    while (try? table.next()) != nil {}
  }

  private static func statements(_ bytes: [UInt8]) { _ = try? CamtReader(data: Data(bytes)).statements() }

  private static func activities(_ bytes: [UInt8]) { _ = try? IATIReader(data: Data(bytes)).forEachActivity { _ in } }

  private static func framework(_ bytes: [UInt8]) { _ = try? FrameworkFile(bytes: bytes) }

  private static func spreadsheets(_ bytes: [UInt8]) {
    _ = try? FilledSheet(bytes, columns: [FilledSheet.Column(["indicator"], isRequired: true)])
  }

  private static func json(_ bytes: [UInt8]) { _ = try? JSONReader.read(bytes) }
}
