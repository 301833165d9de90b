import Foundation
import Scoring
import Testing

@Suite("Powers and logarithms of the engine are the same on every machine")
struct ElementaryTests {
  /// The distance in units in the last place.
  private func units(_ value: Double, from expected: Double) -> Double {
    value == expected ? 0 : (value - expected).magnitude / expected.magnitude.ulp
  }

  @Test("they agree with the machine's library to two units in the last place, a power to as many as it raises")
  func accuracy() {
    var (logarithm, exponential, power) = (0.0, 0.0, 0.0)
    for step in 1...40_000 {
      let x = Double(step) / 1_000
      for value in [x, x * 1e-12, x * 1e12, 1 + x * 1e-9] {
        logarithm = max(logarithm, units(Elementary.log(value), from: Foundation.log(value)))
      }
      for value in [x - 20, -10 * x, 15 * x, x * 1e-9] {
        exponential = max(exponential, units(Elementary.exp(value), from: Foundation.exp(value)))
      }
      for exponent in [-2, -0.5, 0.3, 1.5, 3.0] {
        let bound = 3 + 2 * (exponent * Foundation.log(x)).magnitude
        power = max(power, units(Elementary.pow(x, exponent), from: Foundation.pow(x, exponent)) / bound)
      }
    }
    #expect(logarithm <= 2 && exponential <= 2 && power <= 1, "\(logarithm), \(exponential), \(power)")
  }

  @Test("what has no value, or none that fits, ends as IEEE 754 says")
  func ends() {
    #expect(Elementary.log(0) == -.infinity && Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN && Elementary.log(1) == 0)
    #expect(Elementary.exp(0) == 1 && Elementary.exp(-1e4) == 0 && Elementary.exp(1e4) == .infinity)
    #expect(Elementary.exp(-.infinity) == 0 && Elementary.exp(.infinity) == .infinity && Elementary.exp(.nan).isNaN)
    #expect(Elementary.pow(0, 2) == 0 && Elementary.pow(0, -1) == .infinity && Elementary.pow(5, 0) == 1)
    #expect(Elementary.pow(0.3, 1) == 0.3 && Elementary.pow(2, 0.5) == 2.0.squareRoot())
    #expect(Elementary.pow(-1, 3).isNaN && Elementary.pow(.infinity, -1) == 0)
    #expect(Elementary.pow(.infinity, 2) == .infinity && Elementary.pow(.nan, 2).isNaN)
    let least = Double.leastNonzeroMagnitude
    #expect(units(Elementary.log(least), from: Foundation.log(least)) <= 2)
    #expect(units(Elementary.exp(-744), from: Foundation.exp(-744)) <= 2)
  }

  /// The fingerprint was computed by the same operations in Python: what differs from it on some machine would make
  /// scores differ there.
  @Test("every bit of sixty thousand values is what another language's doubles give")
  func pinned() {
    var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325
    for step in 1...20_000 {
      let x = Double(step) / 1_000
      for value in [Elementary.log(x), Elementary.exp(x - 10), Elementary.pow(x, 1.3)] {
        fingerprint = (fingerprint ^ value.bitPattern) &* 0x100_0000_01B3
      }
    }
    #expect(fingerprint == 0x2638_8C8A_EAC5_CFE0)
  }
}
