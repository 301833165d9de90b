import Domain

/// One word means one thing in the whole API: the shapes of members by their names. What differs somewhere says so there.
extension Field {
  /// The shape of the members of this name; nil for a name that nobody has given a meaning yet.
  static func vocabulary(_ name: String) -> Schema? { said[name] ?? byEnding(name) }

  /// The shape of a parameter in the address.
  static func inAddress(_ name: String) -> Schema {
    switch name {
    case "entry", "hold", "decision", "match", "proposal", "override", "report", "run", "role", "token", "version",
      "appeal", "draft", "sample", "job":
      .key
    case "day": .day
    case "email": .email
    default: vocabulary(name) ?? .code
    }
  }

  /// `…_on` is a day, `…_at` a moment, `…_bp` hundredths of a per cent, `…_minor` minor units of a currency, `is_…` a
  /// flag.
  private static func byEnding(_ name: String) -> Schema? {
    if name.hasPrefix("is_") { return .bool }
    if name.hasSuffix("_on") { return .day }
    if name.hasSuffix("_at") { return .moment }
    if name.hasSuffix("_bp") { return .integer(in: 0...10_000) }
    if name.hasSuffix("_minor") { return .integer }
    if name.hasSuffix("_sha256") { return .hex }
    return nil
  }

  private static let said: [String: Schema] = {
    var shapes: [String: Schema] = [
      "currency": .currency, "email": .email, "names": .names, "money": .money, "by": .person,
      "instrument": .words(Instrument.self), "language": .words(Language.self), "next": .text, "sha256": .hex,
    ]
    for (names, shape) in groups {
      for name in names.split(whereSeparator: \.isWhitespace) { shapes[String(name)] = shape }
    }
    return shapes
  }()

  private static let groups: [(names: String, shape: Schema)] = [
    (
      """
      package actor agent assessment asset backer beneficiary campaign code contributor cost creditor_code debt distribution
      framework fund funder grant grantee group holder indicator istibdal member nazir need node order organisation
      payment payout platform_fund pledge policy principal_fund programme provider purification receipt recipient
      replaced_by reward union waqf yield yield_fund period pool
      """, .code
    ),
    ("as_of day earliest from hawl_ends_on latest on through valid_from valid_to since", .day),
    ("at recorded_until", .moment),
    (
      """
      accepted agreed amil_share amount available balance budget_amount cash ceiling cofunding corpus costs custody
      deficit_carried deficit_covered direct_costs discharged disputed distributable distributed exchange_gains fee fees
      from_reserve gross held held_for_project held_now in_kind income late_amount losses lost maintenance minimum_goal
      nazir_fee net open_need optimum_goal outstanding overdue owed owed_costs owed_to_founder own_cash own_in_kind
      paid paid_out paid_unproven price received processor_fees project_cost promised raised_ever refunded reinvested released
      remaining requested reserve restored returned set_aside settled spent suspense to_recover to_reserve unallocated
      undivided unit_value unpaid unspent
      """, .decimal
    ),
    (
      """
      entry line decision donor match proposal override run report token role_grant hold seal sequence first_entry
      last_entry reverses reversed_by relates_to_period base_run from_run to_run role
      """, .key
    ),
    (
      """
      actors age_days count entries grace_days hours known new new_findings observations pending quantity refund_attempts
      framework_version replicates sealed sent statements taken unchanged_actors values fiscal_year year version attempt tranche condition
      recovery days stock bank_line number members members_youth_or_women engine_seed of
      """, .integer
    ),
    ("seed", .integer),
    (
      """
      chance_of_top coverage estimate evidence gain high low lower_bound mean minimum normalised numerator denominator p5
      p50 p95 raw score sd unweighted upper_bound weight from_score to_score own_data peers engine
      """, .number
    ),
    (
      """
      allows final istibdal_allowed late may_write restore_principal restricted same same_file zakat
      """, .bool
    ),
    (
      """
      account address asked_by author authorisation approved_by bank_account cause chain contact counterparty country
      creditor decided_by deed_no description detail display_name document engine_version event external_id file_name
      finding founder granted_by head hijri key label licence link made_by markdown meaning method month motto name
      new_password note old_password password platform purpose reason recorded_by reference refund_reference region
      requested_by reversion_to root_node scale territory secret source subject summary text time_zone title transliteration url
      valuation_basis valuer void_reason wakala expert item giver payee operation provider_reference end_to_end_id
      """, .text
    ),
  ]
}

extension Schema {
  /// Who asks or decides.
  package static let person = Schema.text(atMost: 100)

  /// `{"amount": "1200.50", "currency": "MAD"}`.
  /// Its members are spelled out because the vocabulary itself is made with it.
  package static let money = Schema.answer([Field("amount", .decimal), Field("currency", .currency)]).named("Money")

  /// A name in each language; one at least is there.
  package static let names = Schema.body([
    Field("ar?", .text(atMost: Names.maximumLength)), Field("fr?", .text(atMost: Names.maximumLength)),
    Field("en?", .text(atMost: Names.maximumLength)),
  ]).named("Names")

  package static let period = Schema.answer(["first_on", "last_on"]).named("Period")
}
