import Domain

/// One activity of an IATI file, with what this service takes over; the rest is in ``skipped``.
public struct IATIActivity: Hashable, Sendable {
  public struct Day: Hashable, Sendable {
    public enum Kind: Int, Sendable {
      case plannedStart = 1
      case actualStart, plannedEnd, actualEnd
    }

    public let kind: Kind
    public let date: CalendarDate
    public let line: Int
  }

  /// A country or a region that receives.
  public struct Recipient: Hashable, Sendable {
    public let code: String
    /// The list a region is of; nil for a country and for the list of the DAC.
    public let vocabulary: String?
    /// The share of the activity in percent.
    public let percentage: Double?
    public let line: Int
  }

  public var identifier: String
  public var line: Int
  /// The day the publisher last changed the activity.
  public var lastUpdated: CalendarDate?
  public var reportingOrganisation: IATIOrganisation?
  public var title = IATIText()
  public var participatingOrganisations: [IATIOrganisation] = []
  public var defaultCurrency: Currency?
  /// A code of the list ActivityStatus, 1 to 6.
  public var status: Int?
  public var days: [Day] = []
  public var recipientCountries: [Recipient] = []
  public var recipientRegions: [Recipient] = []
  public var transactions: [IATITransaction] = []
  public var results: [IATIResult] = []
  /// What stands in the activity and is not taken over, each with its reason; never in silence.
  public var skipped: [IATISkipped] = []

  init(identifier: String, line: Int) {
    self.identifier = identifier
    self.line = line
  }
}
