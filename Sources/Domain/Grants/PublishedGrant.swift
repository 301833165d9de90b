/// A grant as it is told to others: its figures are those of the ledger up to a day.
public struct PublishedGrant: Hashable, Sendable {
  public struct Organisation: Hashable, Sendable {
    /// An identifier of an open list (IATI, org-id), else one of this installation's own.
    public let identifier: String
    public let names: Names
    public let kind: ActorKind

    public init(identifier: String, names: Names, kind: ActorKind) {
      self.identifier = identifier
      self.names = names
      self.kind = kind
    }
  }

  /// Money as the ledger has it.
  public struct Movement: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      /// Promised; below zero where it was taken back.
      case commitment
      /// Paid; below zero where unspent money came back.
      case disbursement
    }

    public let kind: Kind
    public let entry: Int64
    public let on: CalendarDate
    public let minor: Int64

    public init(_ kind: Kind, entry: Int64, on day: CalendarDate, minor: Int64) {
      self.kind = kind
      self.entry = entry
      on = day
      self.minor = minor
    }
  }

  public let grant: Grant
  public let state: GrantState
  public let funder: Organisation
  public let grantee: Organisation
  public let awardedOn: CalendarDate
  /// Nil where nothing was paid by the day.
  public let startedOn: CalendarDate?
  public let endedOn: CalendarDate?
  public let modifiedAt: Moment
  /// By day and entry.
  public let movements: [Movement]

  public init(
    grant: Grant, state: GrantState, funder: Organisation, grantee: Organisation, awardedOn: CalendarDate,
    startedOn: CalendarDate?, endedOn: CalendarDate?, modifiedAt: Moment, movements: [Movement]
  ) {
    self.grant = grant
    self.state = state
    self.funder = funder
    self.grantee = grantee
    self.awardedOn = awardedOn
    self.startedOn = startedOn
    self.endedOn = endedOn
    self.modifiedAt = modifiedAt
    self.movements = movements
  }

  public func total(_ kind: Movement.Kind) -> Int64 {
    movements.reduce(0) { $1.kind == kind ? $0 + $1.minor : $0 }
  }
}
