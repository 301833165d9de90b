import Actions
import Domain

/// Numbers, dates and names as people of a language read them, isolated so that no number turns round in a text that runs
/// from right to left: every number stands in `<bdi dir="ltr">`, its groups are set apart by U+202F.
package struct Figures: Sendable {
  let language: Language

  package init(language: Language) { self.language = language }

  private var texts: Texts { Texts.of(language) }

  /// A number rounded to `decimals`; a dash where there is none.
  package func number(_ value: Double?, decimals: Int) -> HTML {
    guard let value else { return "<span class=\"none\">–</span>" }
    return isolated(Figures.decimal(value, decimals: decimals, point: texts.decimalPoint))
  }

  /// A difference rounded to `decimals`, with its sign.
  package func signed(_ value: Double?, decimals: Int) -> HTML {
    guard let value, value > 0 else { return number(value, decimals: decimals) }
    return isolated("+\(Figures.decimal(value, decimals: decimals, point: texts.decimalPoint))")
  }

  package func integer(_ value: some BinaryInteger) -> HTML { number(Double(value), decimals: 0) }

  /// A number with at most three decimals, none of which is a trailing zero.
  package func plain(_ value: Double?) -> HTML {
    guard let value else { return number(nil, decimals: 0) }
    return number(value, decimals: Figures.decimalsNeeded(value, atMost: 3))
  }

  /// A share between 0 and 1 as per cent.
  package func percent(_ share: Double?) -> HTML {
    guard let share else { return number(nil, decimals: 0) }
    let digits = Figures.decimal(share * 100, decimals: 0, point: texts.decimalPoint)
    return isolated("\(digits)\(texts.percent)")
  }

  /// An amount of minor units with all decimals of its currency, and the currency: `12 500,00 MAD`.
  package func money(_ minor: Int64, _ currency: Currency) -> HTML {
    isolated("\(Figures.amount(minor, currency, point: texts.decimalPoint))\u{00A0}\(currency.code)")
  }

  package func money(_ money: Money) -> HTML { self.money(money.minor, money.currency) }

  /// A moment in UTC, to the minute.
  func moment(_ moment: Moment) -> HTML {
    let text = moment.description
    return
      "<time datetime=\"\(text)\"><bdi dir=\"ltr\">\(text.prefix(10).description) \(text.dropFirst(11).prefix(5).description) UTC</bdi></time>"
  }

  /// Words and digits of the language: they run in its direction.
  package func date(_ date: CalendarDate) -> HTML {
    "<time datetime=\"\(date.description)\"><bdi>\(String(date.day)) \(texts.months[date.month - 1]) \(String(date.year))</bdi></time>"
  }

  /// A code, which is Latin.
  package func code(_ text: String) -> HTML { "<bdi dir=\"ltr\" class=\"code\">\(text)</bdi>" }

  /// The number of a receipt, in one piece.
  func receipt(_ receipt: ReportReceipt) -> HTML { isolated(receipt.description) }

  /// What a value is counted in: in the language where the catalogue has one of the words that are common.
  func unit(_ unit: String) -> HTML { "<bdi>\(ReportTexts.of(language).units[unit] ?? unit)</bdi>" }

  /// Who did something: the name of an account, else what is recorded.
  func person(_ source: String, _ names: PersonNames) -> HTML {
    names[source].map { "<bdi>\($0)</bdi>" } ?? code(source)
  }

  /// A name in the language where there is one in it, else in another, marked as that.
  package func name(_ names: Names) -> HTML {
    let all: [(Language, String?)] = [(.ar, names.ar), (.fr, names.fr), (.en, names.en)]
    let shown = names.preferred(language)
    let spoken = all.first { $0.0 == language && $0.1 == shown } ?? all.first { $0.1 == shown }
    return "<bdi lang=\"\((spoken?.0 ?? language).rawValue)\">\(shown)</bdi>"
  }

  private func isolated(_ text: String) -> HTML { "<bdi dir=\"ltr\">\(text)</bdi>" }
}

extension Figures {
  private static let narrowSpace = "\u{202F}"
  private static let minus = "\u{2212}"

  /// How many decimals show `value` as well as `limit` of them would.
  static func decimalsNeeded(_ value: Double, atMost limit: Int) -> Int {
    let full = (value.magnitude * powerOfTen(limit)).rounded()
    return (0..<limit).first { count in
      full.truncatingRemainder(dividingBy: powerOfTen(limit - count)) == 0
    } ?? limit
  }

  /// `value` rounded half away from zero, grouped by threes.
  static func decimal(_ value: Double, decimals: Int, point: String) -> String {
    let scaled = (value.magnitude * powerOfTen(decimals)).rounded()
    // Past what 64 bits count exactly, decimals say nothing any more.
    guard let whole = Int64(exactly: scaled) else { return String(value) }
    var digits = String(whole)
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    let units = digits.dropLast(decimals)
    let sign = value < 0 && whole != 0 ? minus : ""
    let fraction = decimals > 0 ? point + digits.suffix(decimals) : ""
    return sign + grouped(units) + fraction
  }

  /// Exact: no floating point on the way.
  static func amount(_ minor: Int64, _ currency: Currency, point: String) -> String {
    let parts = currency.decimal(minor).split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = parts[0].hasPrefix("-")
    let units = grouped(isNegative ? parts[0].dropFirst() : parts[0])
    return (isNegative ? minus : "") + units + (parts.count > 1 ? point + parts[1] : "")
  }

  private static func grouped(_ digits: Substring) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { result += narrowSpace }
      result.append(digit)
    }
    return result
  }

  private static func powerOfTen(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}
