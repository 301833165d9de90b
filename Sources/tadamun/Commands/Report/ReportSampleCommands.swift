import API
import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

extension ReportCommand {
  struct Sample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample", abstract: "Draw whom verifiers visit, from a seed that is published with the sample.",
      discussion: """
        Example:
          tadamun report sample femmes-2026 --from 2026-01-01 --through 2026-03-31 --random 10 --risk 5 \\
            --by chief --key q1-2026
        """)

    @Argument(help: "The programme's code.")
    var programme: String

    @Option(help: "The first day of the period, YYYY-MM-DD.")
    var from: String

    @Option(help: "The last day of the period, YYYY-MM-DD.")
    var through: String

    @Option(help: "How many are drawn with the same chance for everybody.")
    var random: Int

    @Option(help: "How many of the others are drawn by risk.")
    var risk = 0

    @Option(help: "Who draws.")
    var by: String

    @Option(help: "A key of your own: the same person under the same key draws once.")
    var key: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let period = try DateSpan(CalendarDate(iso: from), through: CalendarDate(iso: through))
      let (code, source) = (try Code(programme), try Source(Person(by).name))
      let tadamun = try await Database.open().tadamun()
      let sample = try await tadamun.drawSample(
        of: code, for: period, randomCount: random, riskCount: risk, key: key, by: source
      ).sample
      await tadamun.pool.close()
      if json { return print(ReportRequest.rendered(sample)) }
      print(
        "sample \(sample.id): \(sample.randomCount + sample.riskCount) of \(sample.population), seed \(sample.seed)")
    }
  }

  struct Queue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "queue",
      abstract: "List whom a sample drew and nobody has judged yet; with --all everybody who could be drawn.",
      discussion: """
        Example:
          tadamun report queue 3
        """)

    @Argument(help: "The sample's number.")
    var sample: Int64

    @Flag(help: "Everybody who could be drawn.")
    var all = false

    @Option(help: "Only those after this actor.")
    var after: String?

    @Option(help: "How many, 1 to 1000.")
    var limit = 200

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...1_000).contains(limit) else { throw ValidationError("--limit is from 1 to 1000.") }
    }

    func run() async throws {
      let after = try after.map { try Code($0) }
      let tadamun = try await Database.open().tadamun()
      let members = try await tadamun.members(of: sample, after: after, onlyOpen: !all, limit: limit)
      await tadamun.pool.close()
      if json { return print(ReportRequest.rendered(members)) }
      for member in members {
        let drawn = member.part.map { "drawn by \($0.rawValue)" } ?? "not drawn"
        print("\(member.actor)  report \(member.report)  weight \(member.weight)  \(drawn)")
      }
    }
  }

  struct Verifiers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verifiers", abstract: "Show what every verifier found so far.",
      discussion: """
        Example:
          tadamun report verifiers
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let tadamun = try await Database.open().tadamun()
      let records = try await tadamun.verifiers()
      await tadamun.pool.close()
      if json { return print(ReportRequest.rendered(records)) }
      for record in records {
        let share = record.shareAsDeclared.map { "\(Int(($0 * 100).rounded())) % as declared" } ?? "nothing compared"
        print(
          "\(record.verifier)  \(record.verifiedReports) verified, \(record.returnedReports) sent back, "
            + "\(record.judgedCells) cells, \(record.rejectedCells) rejected, \(share)")
      }
    }
  }

  struct Attach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "attach", abstract: "Put a file behind a report: PDF, PNG or JPEG, by what is in it.",
      discussion: """
        Example:
          tadamun report attach coop-12 4711 minutes.pdf --by fatima
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Argument(help: "The report's number.")
    var report: Int64

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: "Who attaches it.")
    var by: String

    func run() async throws {
      let (code, source) = (try Code(actor), try Source(Person(by).name))
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      guard (attributes?[.size] as? Int ?? 0) <= EvidenceFile.maximumSize else {
        throw Problem("evidence_too_large", "A file has at most 10 MiB.", at: Place(file: file))
      }
      guard let content = FileManager.default.contents(atPath: file) else {
        throw Problem("file_unreadable", "The file cannot be read.", at: Place(file: file))
      }
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let kept = try await tadamun.attach(
        Array(content), named: URL(fileURLWithPath: file).lastPathComponent, to: report, of: code,
        in: EvidenceFolder(database.settings.evidenceDirectory), by: source)
      await tadamun.pool.close()
      print("\(kept.file.name): \(kept.file.mediaType.rawValue), \(kept.file.byteCount) bytes")
    }
  }
}
