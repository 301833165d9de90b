import Actions
import Domain
import TestProgramme

/// Women and men, who add up to everybody along the axis of sex, and of whom the small programme asks.
enum GroupedReporting {
  static func define(_ tadamun: Tadamun) async throws {
    let groups = try [("women", "Femmes", "نساء"), ("men", "Hommes", "رجال")].map { code, fr, ar in
      TargetGroup(try Code(code), names: try Names(ar: ar, fr: fr), axis: try Code("sex"))
    }
    try await tadamun.define([], groups: groups)
  }

  /// Asks for jobs of women and of men, too.
  static func require(of small: SmallProgramme) async throws {
    try await define(small.tadamun)
    for group in ["women", "men"] {
      try await small.tadamun.require(
        ReportingRequirement(
          of: small.code, indicator: Code("jobs"), group: Code(group), from: small.quarters[0].first), by: .sample)
    }
  }
}
