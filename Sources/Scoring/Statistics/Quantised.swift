/// Published precision: scores are whole multiples of 10⁻⁹, so that two actors with the same data tie.
public enum Quantised {
  /// The nearest multiple of 10⁻⁹, ties to the even one, decided on the exact product and not on its rounding.
  ///
  /// Values of 2.25 million and more, whose multiples of 10⁻⁹ doubles hardly tell apart, come back as they are.
  @inline(__always)
  public static func billionths(_ value: Double) -> Double {
    let scale = 1e9
    let product = value * scale
    guard product.magnitude < 0x1p51 else { return value }
    var rounded = whole(product)
    if (product - rounded).magnitude == 0.5 {
      // The product was rounded too; what was cut off decides where it seems to lie exactly between two multiples.
      let cutOff = (-product).addingProduct(value, scale)
      if cutOff != 0 { rounded = product.rounded(cutOff > 0 ? .up : .down) }
    }
    return rounded == 0 ? 0 : rounded / scale
  }

  /// The nearest whole number, ties to even, of a number below 2⁵¹ in magnitude: added to 1.5 × 2⁵², it keeps no
  /// fraction. A processor without an instruction for rounding would call a function instead.
  @inline(__always)
  static func whole(_ value: Double) -> Double { (value + 0x1.8p52) - 0x1.8p52 }
}
