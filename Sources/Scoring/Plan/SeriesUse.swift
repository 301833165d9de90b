import Domain

/// One use of a reported series: how its periods become one number, and where that goes.
struct SeriesUse: Sendable {
  enum Destination: Sendable {
    case leaf(Int)
    case auxiliary(Int)
  }

  let destination: Destination
  let kind: Indicator.Kind
  let variant: IndicatorRule.Variant
  let minimum: Double?
  /// Of a leaf: whether more is better.
  var isUp = true
  /// Whether a number that was due and is not there counts as the worst, period by period.
  var isRequired = false
  /// Whether the share that verifiers rejected is left out: of outcomes that are turned into money.
  var isUpheldOnly = false

  /// Whether a baseline or a target goes with the number.
  func needsAgreement(_ plan: Plan) -> Bool {
    guard case .leaf(let leaf) = destination else { return false }
    return plan.leaves[leaf].gap != nil || plan.leaves[leaf].isAchievement
  }
}

/// Numbers the reported series while a plan is made.
struct SeriesIndex {
  private(set) var codes: [String] = []
  private(set) var indexOf: [String: Int] = [:]
  private(set) var uses: [[SeriesUse]] = []
  private(set) var auxiliaryCount = 0
  private var auxiliaryOf: [String: Int] = [:]
  private var kinds: [String: Indicator.Kind] = [:]

  init(_ framework: Framework) {
    for rule in framework.indicators {
      if kinds[rule.reported] == nil { kinds[rule.reported] = rule.kind }
      _ = index(rule.reported)
    }
  }

  /// How a series rolls up: as the first indicator made of it says, else as a stock.
  func kind(_ code: String) -> Indicator.Kind { kinds[code] ?? .stock }

  /// The number of a series that is read beside the leaves.
  mutating func auxiliary(_ code: String) -> Int {
    if let known = auxiliaryOf[code] { return known }
    let number = auxiliaryCount
    auxiliaryCount += 1
    auxiliaryOf[code] = number
    uses[index(code)].append(
      SeriesUse(destination: .auxiliary(number), kind: kind(code), variant: .level, minimum: nil))
    return number
  }

  /// The number of a series of which only what was not rejected counts; as the first indicator made of it rolls up, else
  /// as `kind` says.
  mutating func upheld(_ code: String, _ kind: Indicator.Kind) -> Int {
    // No code of an indicator holds a line break, so that the name is free.
    let name = "\(code)\nupheld"
    if let known = auxiliaryOf[name] { return known }
    let number = auxiliaryCount
    auxiliaryCount += 1
    auxiliaryOf[name] = number
    uses[index(code)].append(
      SeriesUse(
        destination: .auxiliary(number), kind: kinds[code] ?? kind, variant: .level, minimum: nil, isUpheldOnly: true))
    return number
  }

  mutating func use(_ code: String, for leaf: Int, _ plan: Leaf) {
    uses[index(code)].append(
      SeriesUse(
        destination: .leaf(leaf), kind: plan.kind, variant: plan.variant, minimum: plan.minimum,
        isUp: plan.isUp || plan.gap != nil, isRequired: plan.isRequired && plan.gap == nil))
  }

  private mutating func index(_ code: String) -> Int {
    if let known = indexOf[code] { return known }
    indexOf[code] = codes.count
    codes.append(code)
    uses.append([])
    return codes.count - 1
  }
}
