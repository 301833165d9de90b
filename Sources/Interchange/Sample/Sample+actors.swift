import Domain

extension Sample {
  /// 150 cooperatives, 36 associations, 24 social enterprises, 8 coaching centres, 16 funders and 6 unions.
  mutating func addActors() {
    add(150, .cooperative, "coop", SampleTrade.cooperatives, members: 7...64) { trade, place in
      SampleName(
        ar: "تعاونية \(trade.arabic) ب\(place.arabic)", fr: "Coopérative \(trade.french) \(place.french)",
        en: "\(place.french) \(trade.english) Cooperative")
    }
    add(36, .association, "asso", SampleTrade.associations, members: 12...120) { trade, place in
      SampleName(
        ar: "جمعية \(trade.arabic) ب\(place.arabic)", fr: "Association \(trade.french) \(place.french)",
        en: "\(place.french) \(trade.english) Association")
    }
    add(24, .socialEnterprise, "es", SampleTrade.enterprises, members: 4...40) { trade, place in
      SampleName(
        ar: "المقاولة الاجتماعية \(trade.arabic) ب\(place.arabic)",
        fr: "Entreprise sociale \(trade.french) \(place.french)",
        en: "\(place.french) \(trade.english) Social Enterprise")
    }
    for province in SamplePlace.provinces {
      let place = province.communes[0]
      let name = SampleName(
        ar: "مركز المواكبة ب\(place.arabic)", fr: "Centre d’accompagnement \(place.french)",
        en: "\(place.french) Coaching Centre")
      add(
        SampleActorSeed(code: "centre-\(province.letters)", kind: .coachingCentre, name: name, place: place), members: 6
      )
    }
    addFunders()
    addUnions()
  }

  /// Goes round the provinces, so that each has its share, and takes a new pair of trade and commune each time.
  private mutating func add(
    _ count: Int, _ kind: SampleActor.Kind, _ prefix: String, _ trades: [SampleTrade], members: ClosedRange<Int>,
    named name: (SampleName, SamplePlace) -> SampleName
  ) {
    var source = SampleGenerator(seed: seed, part: prefix)
    for index in 0..<count {
      let province = SamplePlace.provinces[index % 8]
      let turn = index / 8
      let place = province.communes[turn % 3]
      // The trade moves on by one each time the communes are through, so that no pair comes twice.
      let trade = trades[(turn / 3 + turn % 3 * 5 + index % 8 * 2) % trades.count]
      let number = String(index + 1)
      let code = "\(prefix)-\(province.letters)-\(String(repeating: "0", count: 3 - number.count))\(number)"
      let actor = SampleActorSeed(
        code: code, kind: kind, name: name(trade.name, place), place: place, trade: trade.code)
      let groups = servedGroups(&source)
      add(actor, members: source.int(members), groups: groups)
    }
  }

  private func servedGroups(_ source: inout SampleGenerator) -> [String] {
    let first = source.pick([0, 0, 0, 1, 1, 2, 3, 3])
    guard source.chance(55) else { return [groups[first].code] }
    let second = (first + source.int(1...3)) % 4
    return [min(first, second), max(first, second)].map { groups[$0].code }
  }

  private mutating func addFunders() {
    for (index, word) in SampleTrade.funders.enumerated() {
      let place = SamplePlace.provinces[index % 8].communes[0]
      let foundation = SampleName(
        ar: "مؤسسة \(word.name.arabic)", fr: "Fondation \(word.name.french)", en: "\(word.name.english) Foundation")
      let circle = SampleName(
        ar: "دائرة مانحي \(word.name.arabic)", fr: "Cercle de donateurs \(word.name.french)",
        en: "\(word.name.english) Donor Circle")
      add(SampleActorSeed(code: "fondation-\(word.code)", kind: .funder, name: foundation, place: place), members: 0)
      add(SampleActorSeed(code: "cercle-\(word.code)", kind: .funder, name: circle, place: place), members: 0)
    }
  }

  private mutating func addUnions() {
    for (index, trade) in SampleTrade.cooperatives.prefix(6).enumerated() {
      let name = SampleName(
        ar: "اتحاد تعاونيات \(trade.name.arabic) بجهة الشرق",
        fr: "Union des coopératives \(trade.name.french) de l’Oriental",
        en: "Oriental Union of \(trade.name.english) Cooperatives")
      let place = SamplePlace.provinces[index].communes[0]
      add(
        SampleActorSeed(code: "union-\(trade.code)", kind: .union, name: name, place: place, trade: trade.code),
        members: 0)
    }
  }

  private mutating func add(_ actor: SampleActorSeed, members: Int, groups: [String] = []) {
    actors.append(
      SampleActor(
        code: actor.code, kind: actor.kind, name: actor.name.asExample, province: actor.place.province,
        commune: actor.place.code, members: members, groups: groups, trade: actor.trade))
  }
}

/// What is decided of an actor before its numbers are drawn.
private struct SampleActorSeed {
  let code: String
  let kind: SampleActor.Kind
  let name: SampleName
  let place: SamplePlace
  var trade = ""
}
