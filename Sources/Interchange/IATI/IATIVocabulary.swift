/// Elements of IATI 2.01 to 2.03 that this service does not take over, so that they are told from those nobody knows.
///
/// Source: iati-activities-schema.xsd 2.03, IATI Standard (iatistandard.org), CC BY 4.0.
enum IATIVocabulary {
  static let versions: Set<String> = ["2.01", "2.02", "2.03"]

  /// Children of `iati-activity` that are passed over whole.
  static let passedOver: Set<String> = [
    "description", "other-identifier", "activity-scope", "location", "sector", "tag", "country-budget-items",
    "humanitarian-scope", "policy-marker", "collaboration-type", "default-flow-type", "default-finance-type",
    "default-aid-type", "default-tied-status", "budget", "planned-disbursement", "capital-spend", "document-link",
    "related-activity", "legacy-data", "conditions", "crs-add", "fss",
  ]

  /// Children of `iati-activity` that name persons and how to reach them; their content is never kept.
  static let personal: Set<String> = ["contact-info"]

  /// Children of `iati-activity` that are read.
  static let read: Set<String> = [
    "iati-identifier", "reporting-org", "title", "participating-org", "activity-status", "activity-date",
    "recipient-country", "recipient-region", "transaction", "result",
  ]

  /// Elements further down that are known and not read.
  static let passedOverBelow: Set<String> = [
    "disbursement-channel", "sector", "recipient-country", "recipient-region", "flow-type", "finance-type", "aid-type",
    "tied-status", "description", "document-link", "reference", "location", "narrative",
  ]
}
