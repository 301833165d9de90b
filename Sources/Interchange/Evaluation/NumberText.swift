import Foundation

/// Numbers as result files carry them: 17 significant digits, which give back the same bits on any machine.
enum NumberText {
  static func of(_ value: Double) -> String {
    if value == 0 { return "0" }
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return withVaList([value]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
        let length = Int(vsnprintf(buffer.baseAddress, buffer.count, "%.17g", arguments))
        return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
      }
    }
  }

  /// The number as a cell; blank where there is none.
  static func cell(_ value: Double?) -> CSVCellValue { value.map { .decimal(of($0)) } ?? .blank }
}
