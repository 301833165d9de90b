import Domain

/// A row of `contributions.csv`: one movement of money, or the promise of one.
public struct ContributionRow: Hashable, Sendable {
  public var externalRef: String
  public var instrument: Instrument
  public var fund: String
  public var stage: Contribution.Stage
  /// The code of the actor the money is for, or nil.
  public var actor: String?
  /// The code of the actor who gives, or nil where the giver is anonymous.
  public var contributor: String?
  /// More than zero.
  public var amount: Money
  public var occurredOn: CalendarDate
  public var description: String?
  /// Where the row stands, or nil where it came from no file.
  public var place: Place?

  public init(
    externalRef: String, instrument: Instrument, fund: String, stage: Contribution.Stage, actor: String? = nil,
    contributor: String? = nil, amount: Money, occurredOn: CalendarDate, description: String? = nil,
    place: Place? = nil
  ) {
    self.externalRef = externalRef
    self.instrument = instrument
    self.fund = fund
    self.stage = stage
    self.actor = actor
    self.contributor = contributor
    self.amount = amount
    self.occurredOn = occurredOn
    self.description = description
    self.place = place
  }
}

extension ContributionRow: TableRow {
  public enum Column: Int, CaseIterable, Sendable {
    case externalRef, instrument, fund, stage, actor, contributor, amount, currency, occurredOn, description
  }

  public init?(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>) {
    let externalRef = cells.text(row, .externalRef)
    let instrument = cells.choice(row, .instrument, as: Instrument.self)
    let fund = cells.text(row, .fund)
    let stage = cells.choice(row, .stage, as: Contribution.Stage.self)
    let actor = cells.text(row, .actor)
    let contributor = cells.text(row, .contributor)
    let amount = cells.money(row, .amount, in: .currency)
    let occurredOn = cells.date(row, .occurredOn)
    let description = cells.text(row, .description)

    if let amount, amount.minor <= 0 {
      let message = "The amount is \(amount.decimal). Money that moves or is promised is more than zero."
      cells.refuse("amount_not_positive", message, row, .amount)
    }
    if cells.problems.isEmpty, let stage, actor == nil, stage.namesActor {
      cells.refuse("actor_required", "A \(stage.rawValue) row names the actor whose money it is.", row, .actor)
    }
    if let actor, actor == contributor, stage == .direct {
      cells.refuse("contributor_is_actor", "“\(actor)” cannot pay itself.", row, .contributor)
    }
    guard cells.problems.isEmpty, let externalRef, let instrument, let fund, let stage, let amount, let occurredOn
    else { return nil }
    self.init(
      externalRef: externalRef, instrument: instrument, fund: fund, stage: stage, actor: actor,
      contributor: contributor, amount: amount, occurredOn: occurredOn, description: description, place: row.place)
  }
}
