import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

/// What may be recorded of one kind of money, as JSON, by the same nouns as over HTTP.
protocol RecordedAsJSON {
  /// As in `Record what is done about …`.
  static var subject: String { get }
  /// Commands that show how, a line each.
  static var recordExample: String { get }
  static var nouns: [String] { get }
  /// Does it, and renders the answer.
  static func perform(_ name: String, _ bytes: [UInt8], on tadamun: Tadamun, by source: Source) async throws -> String
}

/// `tadamun zakat record`, `tadamun waqf record`, `tadamun campaign record`.
struct RecordCommand<Requests: RecordedAsJSON>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "record", abstract: "Record what is done about \(Requests.subject); the answer is JSON.",
      discussion: """
        What may be done: \(Requests.nouns.joined(separator: ", ")).
        Codes are the sender's own: the same under the same code is recorded once.

        Example:
        \(Requests.recordExample)
        """)
  }

  @Argument(help: "What is done.")
  var what: String

  @OptionGroup var particulars: Particulars

  func validate() throws { try Particulars.check(what, isOneOf: Requests.nouns) }

  func run() async throws {
    let bytes = try particulars.bytes()
    let tadamun = try await Database.open().tadamun()
    print(try await Requests.perform(what, bytes, on: tadamun, by: .commandLine))
    await tadamun.pool.close()
  }
}

/// What a command is told as JSON, in an argument or in a file.
struct Particulars: ParsableArguments {
  @Option(help: "The particulars, as JSON.")
  var body: String?

  @Option(help: "The particulars, as a file of JSON.", completion: .file(extensions: ["json"]))
  var file: String?

  func validate() throws {
    guard (body == nil) != (file == nil) else { throw ValidationError("Give --body or --file, one of both.") }
  }

  /// - Throws: `file_unreadable`, `file_too_large`.
  func bytes() throws -> [UInt8] { try file.map { try Particulars.bytes(of: $0) } ?? Array((body ?? "").utf8) }

  /// - Throws: `file_unreadable`, `file_too_large`.
  static func bytes(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem("file_unreadable", "The file cannot be read.", at: Place(file: path))
    }
    guard data.count <= 1_048_576 else {
      throw Problem("file_too_large", "The file is larger than a mebibyte.", at: Place(file: path))
    }
    return Array(data)
  }

  static func check(_ what: String, isOneOf nouns: [String]) throws {
    guard nouns.contains(what) else { throw ValidationError("What may be done: \(nouns.joined(separator: ", ")).") }
  }
}
