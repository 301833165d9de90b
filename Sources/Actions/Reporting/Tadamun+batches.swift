import Domain
import Postgres
import Store

/// One report of a batch, or what is wrong with it before the register was asked.
public struct BatchItem: Sendable {
  /// How its sender calls it; nil where not even that could be read.
  public let reference: String?
  public let report: Result<SubmittedReport, Problems>

  public init(reference: String?, _ report: Result<SubmittedReport, Problems>) {
    self.reference = reference
    self.report = report
  }
}

/// What became of one report of a batch.
public enum BatchAnswer: Sendable {
  case recorded(SubmissionReceipt)
  /// Recorded before under the same reference.
  case known(SubmissionReceipt)
  case refused(Problems)
}

extension Tadamun {
  /// The most reports one batch may have.
  public static let maximumBatch = 1_000

  /// Submits the reports of a batch one by one: what is good is recorded, what is not says why, each by itself. A batch
  /// that is sent again finds what it recorded.
  ///
  /// - Returns: An answer for each item, in their order.
  /// - Throws: `programme_unknown`, `batch_empty`, `batch_too_large`.
  public func submit(batch items: [BatchItem], to programme: Code, by source: Source) async throws -> [BatchAnswer] {
    guard !items.isEmpty else { throw Problem("batch_empty", "A batch has one report at least.") }
    guard items.count <= Tadamun.maximumBatch else {
      throw Problem("batch_too_large", "A batch has at most \(Tadamun.maximumBatch) reports.")
    }
    _ = try await self.programme(programme)
    var answers: [BatchAnswer] = []
    for item in items {
      do {
        let receipt = try await submit(item.report.get(), to: programme, by: source)
        answers.append(receipt.isNew ? .recorded(receipt) : .known(receipt))
      } catch let problem as Problem {
        answers.append(.refused(Problems([problem])))
      } catch let problems as Problems {
        answers.append(.refused(problems))
      }
    }
    return answers
  }
}
