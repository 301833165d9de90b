import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Many reports in one request, as NDJSON or CSV; each is answered by itself.
struct BatchRoutes: Sendable {
  let tadamun: Tadamun

  /// In bytes.
  private static let maximumSize = 10 * 1_024 * 1_024

  var routes: [Route] {
    [
      .post("/api/v1/programmes/:programme/report-batches", submit).promises(
        "Submit many reports at once; each is answered by itself", body: .text,
        in: ["application/x-ndjson", "application/ndjson", "text/csv"], .ok(.batchAnswer))
    ]
  }

  /// 200 with an answer for each report: the request was understood, whatever became of them.
  private func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let items: [BatchItem]
    switch try request.batchType() {
    case .ndjson: items = ReportLines.read(try await request.bytes(upTo: Self.maximumSize), programme: programme)
    case .csv: items = try ReportTable.read(try await request.bytes(upTo: Self.maximumSize), programme: programme)
    }
    let answers = try await tadamun.submit(batch: items.map(BatchRoutes.permitted), to: programme, by: Caller.source)
    let language = Language(ofProgram: request)
    let rows = zip(items, answers).map { JSON.answer($0.reference, $1, in: language) }
    var counts = (recorded: 0, known: 0, refused: 0)
    for answer in answers {
      switch answer {
      case .recorded: counts.recorded += 1
      case .known: counts.known += 1
      case .refused: counts.refused += 1
      }
    }
    return Response(
      json: [
        "recorded": .integer(counts.recorded), "known": .integer(counts.known), "refused": .integer(counts.refused),
        "items": .list(rows),
      ])
  }

  /// A report of an organisation that the caller does not report for is answered like one of an actor that is not there.
  private static func permitted(_ item: BatchItem) -> BatchItem {
    guard case .success(let submitted) = item.report else { return item }
    do {
      try Caller.require(.report, for: submitted.report.actor)
      return item
    } catch {
      return BatchItem(
        reference: item.reference, .failure(Problems([submitted.place.map { error.at($0) } ?? error])))
    }
  }
}

/// The types of batches.
enum BatchType {
  case ndjson, csv
}

extension Request {
  /// - Throws: `media_type_unsupported`.
  fileprivate func batchType() throws(Problem) -> BatchType {
    let parts = (headers[.contentType] ?? "").lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
    let isUTF8 = parts.dropFirst().allSatisfy { ["charset=utf-8", "charset=\"utf-8\""].contains($0) }
    switch parts.first {
    case "application/x-ndjson" where isUTF8, "application/ndjson" where isUTF8: return .ndjson
    case "text/csv" where isUTF8: return .csv
    default:
      throw Problem("media_type_unsupported", "Send reports as application/x-ndjson or text/csv, in UTF-8.")
    }
  }
}

/// Reports as NDJSON: a JSON object a line, each a report with its `reference`.
enum ReportLines {
  static func read(_ bytes: [UInt8], programme: Code) -> [BatchItem] {
    var items: [BatchItem] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      if isBlank { continue }
      items.append(item(Array(line), line: index + 1, programme))
    }
    return items
  }

  private static func item(_ line: [UInt8], line number: Int, _ programme: Code) -> BatchItem {
    var reference: String?
    do {
      let json = try JSONReader.read(line)
      let object = try JSONObject(
        json, required: ["reference", "actor", "period", "submitted_on", "cells"], optional: ["differences"])
      let named = try object.required("reference").text(atMost: 255)
      reference = named
      let report = try Report(object: object, programme: programme)
      let differences = try Disaggregation.Statement.list(object)
      return BatchItem(
        reference: named,
        .success(SubmittedReport(reference: named, report, differences: differences, place: Place(line: number))))
    } catch let problem as Problem {
      return BatchItem(reference: reference, .failure(Problems([problem.inLine(number)])))
    } catch let problems as Problems {
      return BatchItem(reference: reference, .failure(Problems(problems.list.map { $0.inLine(number) })))
    } catch {
      return BatchItem(reference: reference, .failure(Problems([Failure.internalError])))
    }
  }
}

extension Problem {
  /// The same in a line of the batch: the place within that line began to count at 1.
  fileprivate func inLine(_ line: Int) -> Problem {
    Problem(code, message, at: Place(line: line, column: place?.column, field: place?.field))
  }
}

extension JSON {
  fileprivate static func answer(_ reference: String?, _ answer: BatchAnswer, in language: Language) -> JSON {
    let recorded = { (word: JSON, receipt: SubmissionReceipt) -> JSON in
      [
        "reference": .optional(reference), "outcome": word, "report": .integer(receipt.report),
        "version": .integer(receipt.version), "receipt": .text(receipt.receipt.description),
        "content_sha256": .hex(receipt.contentSHA256),
      ]
    }
    switch answer {
    case .recorded(let receipt): return recorded("recorded", receipt)
    case .known(let receipt): return recorded("known", receipt)
    case .refused(let problems):
      return [
        "reference": .optional(reference), "outcome": "refused",
        "errors": .list(
          problems.list.prefix(ProblemDetails.maximumErrors).map { ProblemDetails.error($0, in: language) }),
      ]
    }
  }
}
