import Domain

extension Sample {
  /// Most cooperatives of a trade with a union are in it; some left, and some of those joined again or went elsewhere.
  mutating func addMemberships() {
    var source = SampleGenerator(seed: seed, part: "memberships")
    let unions = actors(.union)
    let start = quarters[0].first.adding(days: -1_400)
    for cooperative in actors(.cooperative) {
      guard let union = unions.first(where: { $0.trade == cooperative.trade }), source.chance(85) else { continue }
      let from = start.adding(days: source.int(0...1_700))
      guard source.chance(22) else {
        memberships.append(SampleMembership(union: union.code, member: cooperative.code, from: from, through: nil))
        continue
      }
      let through = from.adding(days: source.int(200...420))
      memberships.append(SampleMembership(union: union.code, member: cooperative.code, from: from, through: through))
      guard source.chance(50) else { continue }
      let next = source.chance(50) ? union : source.pick(unions)
      let again = through.adding(days: source.int(1...180))
      guard again <= asOf else { continue }
      memberships.append(SampleMembership(union: next.code, member: cooperative.code, from: again, through: nil))
    }
  }
}
