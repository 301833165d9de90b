extension PolicyKey {
  /// The books of every kind of money.
  public static let books: [PolicyKey] = [
    PolicyKey("fiscal_year_first_month", .integer(1...12), "The month in which a fiscal year begins, 1 to 12."),
    .days("hold_days", "Days after which money held back for a purpose is free again, where the hold names no day."),
  ]
}
