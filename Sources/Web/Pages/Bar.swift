/// Bars as inline SVG. They carry no text: labels and numbers stand beside them in HTML, where they stay readable at every
/// width. The style sheet mirrors them in pages that run from right to left.
enum Bar {
  /// A share of the whole, between 0 and 1.
  static func share(_ share: Double) -> HTML {
    drawing([rectangle("track", 0, 100), rectangle("fill", 0, share * 100)])
  }

  /// A value on a scale that reaches `limit` to both sides of zero, or to one side only where nothing is below zero.
  static func signed(_ value: Double, limit: Double, isTwoSided: Bool) -> HTML {
    let length = limit > 0 ? min(value.magnitude / limit, 1) * (isTwoSided ? 50 : 100) : 0
    let zero: Double = isTwoSided ? 50 : 0
    return drawing([
      rectangle("track", 0, 100),
      rectangle(value < 0 ? "loss" : "fill", value < 0 ? zero - length : zero, length),
      isTwoSided ? rectangle("zero", 49.75, 0.5) : "",
    ])
  }

  private static func drawing(_ shapes: [HTML]) -> HTML {
    """
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\(shapes)</svg>
    """
  }

  private static func rectangle(_ kind: String, _ start: Double, _ length: Double) -> HTML {
    "<rect class=\"\(kind)\" x=\"\(rounded(start))\" width=\"\(rounded(length))\" height=\"8\"/>"
  }

  private static func rounded(_ number: Double) -> String { String((min(max(number, 0), 100) * 100).rounded() / 100) }
}
