/// Published precision: scores are whole multiples of 10⁻⁹, so that two actors with the same data tie.
public enum Quantised {
  /// The nearest multiple of 10⁻⁹, ties to the even one, decided on the exact product and not on its rounding.
  ///
  /// Values of 4.5 million and more, whose doubles are coarser than that, come back as they are.
  public static func billionths(_ value: Double) -> Double {
    let scale = 1e9
    let product = value * scale
    guard product.isFinite, product.magnitude < 0x1p52 else { return value }
    var rounded = product.rounded(.toNearestOrEven)
    // The product was rounded too; what was cut off decides where it seems to lie exactly between two multiples.
    let cutOff = (-product).addingProduct(value, scale)
    if (product - rounded).magnitude == 0.5, cutOff != 0 {
      rounded = product.rounded(cutOff > 0 ? .up : .down)
    }
    return rounded == 0 ? 0 : rounded / scale
  }
}
