/// Bars as inline SVG. They carry no text: labels and numbers stand beside them in HTML, where they stay readable at every
/// width. The style sheet mirrors them in pages that run from right to left.
enum Bar {
  /// A share of the whole, between 0 and 1.
  static func share(_ share: Double) -> HTML {
    drawing([rectangle("track", 0, 100), rectangle("fill", 0, share * 100)])
  }

  /// A value on a scale that reaches `limit` to both sides of zero, or to one side only where nothing is below zero.
  ///
  /// - Parameter range: drawn over it as a line with two ends.
  static func signed(
    _ value: Double, limit: Double, isTwoSided: Bool, range: (low: Double, high: Double)? = nil
  ) -> HTML {
    let zero: Double = isTwoSided ? 50 : 0
    let place = { (value: Double) in
      limit > 0 ? zero + min(max(value / limit, -1), 1) * (100 - zero) : zero
    }
    let length = (place(value) - zero).magnitude
    let whisker = range.map { range -> [HTML] in
      let (low, high) = (place(range.low), place(range.high))
      return [
        rectangle("whisker", low, high - low, from: 3.25, height: 1.5),
        rectangle("whisker", min(low, 99.5), 0.5, from: 1, height: 6),
        rectangle("whisker", max(high - 0.5, 0), 0.5, from: 1, height: 6),
      ]
    }
    return drawing(
      [
        rectangle("track", 0, 100),
        rectangle(value < 0 ? "loss" : "fill", value < 0 ? zero - length : zero, length),
        isTwoSided ? rectangle("zero", 49.75, 0.5) : "",
      ] + (whisker ?? []))
  }

  private static func drawing(_ shapes: [HTML]) -> HTML {
    """
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\(shapes)</svg>
    """
  }

  private static func rectangle(
    _ kind: String, _ start: Double, _ length: Double, from top: Double? = nil, height: Double = 8
  ) -> HTML {
    let above: HTML? = top.map { " y=\"\(rounded($0))\"" }
    return """
      <rect class="\(kind)" x="\(rounded(start))"\(above) width="\(rounded(length))" height="\(rounded(height))"/>
      """
  }

  private static func rounded(_ number: Double) -> String {
    let hundredths = Int((min(max(number, 0), 100) * 100).rounded())
    return hundredths.isMultiple(of: 100) ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
  }
}
