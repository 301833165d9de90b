import Domain
import Serving

extension JSON {
  /// A report in a list, without its cells.
  static func listed(_ sheet: ReportSheet) -> JSON { .object(members(of: sheet)) }

  static func report(_ sheet: ReportSheet) -> JSON {
    .object(
      members(of: sheet) + [
        ("basis", .optional(sheet.basis?.rawValue)), ("verification", .act(sheet.verification)),
        ("validation", .act(sheet.validation)), ("lock", .act(sheet.lock)), ("reopening", .act(sheet.reopening)),
        ("cells", .list(sheet.cells.map(JSON.cell))),
        ("differences", .list(sheet.differences.map(JSON.difference))),
      ])
  }

  private static func members(of sheet: ReportSheet) -> [(name: String, value: JSON)] {
    [
      ("report", .integer(sheet.id)), ("receipt", .text(sheet.receipt.description)), ("actor", .code(sheet.actor)),
      ("programme", .code(sheet.programme)), ("period", .span(sheet.period)), ("version", .integer(sheet.version)),
      ("is_correction", .bool(sheet.isCorrection)), ("submitted_on", .date(sheet.submittedOn)),
      ("is_late", .bool(sheet.isLate)), ("author", .text(sheet.author)), ("state", .text(sheet.state.rawValue)),
      ("content_sha256", .hex(sheet.contentSHA256)),
    ]
  }

  static func span(_ span: DateSpan) -> JSON { ["first_on": .date(span.first), "last_on": .date(span.last)] }

  private static func act(_ act: ReportSheet.Act?) -> JSON {
    guard let act else { return .null }
    return ["by": .text(act.by), "at": .moment(act.at), "note": .text(act.note)]
  }

  private static func cell(_ cell: ReportSheet.Cell) -> JSON {
    .object(
      declared(cell.cell) + [
        ("verdict", .optional(cell.verdict?.rawValue)), ("verified", .optional(cell.verified)),
        ("validated", .optional(cell.validated)), ("discrepancy", .optional(cell.discrepancy)),
        ("verdict_reason", .optional(cell.reason)),
      ])
  }

  /// What is declared, member by member as it is sent.
  static func declared(_ cell: ReportCell) -> [(name: String, value: JSON)] {
    var members: [(name: String, value: JSON)] = [
      ("indicator", .code(cell.indicator)), ("group", .code(cell.group)), ("state", .text(cell.state.rawValue)),
    ]
    switch cell.content {
    case .value(let value, let numerator, let denominator):
      members += [
        ("value", .number(value)), ("numerator", .optional(numerator)), ("denominator", .optional(denominator)),
      ]
    case .missing(let reason), .refused(let reason): members.append(("reason", .optional(reason)))
    case .notDue: break
    }
    return members + [("beneficiaries", cell.beneficiaries.map { .integer($0) } ?? .null)]
  }

  private static func difference(_ statement: Disaggregation.Statement) -> JSON {
    [
      "indicator": .code(statement.indicator), "axis": .code(statement.axis), "difference": .number(statement.amount),
      "reason": .text(statement.reason),
    ]
  }

  static func due(_ due: Due) -> JSON {
    let answer: JSON =
      due.answer.map { answer in
        [
          "report": .integer(answer.report), "programme": .code(answer.programme),
          "submitted_on": .date(answer.submittedOn), "version": .integer(answer.version),
          "is_correction": .bool(answer.version > 1), "state": .text(answer.state.rawValue),
          "is_returned": .bool(answer.isReturned),
        ]
      } ?? .null
    return [
      "actor": .code(due.actor), "period": .span(due.period), "indicator": .code(due.indicator),
      "group": .code(due.group), "due_on": .date(due.dueOn), "state": .text(due.state.rawValue), "answer": answer,
    ]
  }

  static func draft(_ draft: DraftReport) -> JSON {
    [
      "draft": .integer(draft.id), "actor": .code(draft.actor), "programme": .code(draft.programme),
      "period": .span(draft.period), "version": .integer(draft.version), "is_open": .bool(draft.isOpen),
      "begun_by": .text(draft.begunBy), "saved_by": .text(draft.savedBy), "saved_at": .moment(draft.savedAt),
      "report": draft.report.map { .integer($0) } ?? .null,
      "cells": .list(draft.cells.map { .object(declared($0)) }),
      "difference_reasons": .list(
        draft.differenceReasons.sorted { $0.key < $1.key }
          .map { ["indicator": .code($0.key), "reason": .text($0.value)] }),
    ]
  }
}
