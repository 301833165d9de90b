import Actions
import Domain
import Serving

extension ZakatNoun {
  /// Promises of zakat.
  static let pledges: [SignedNoun] = [
    SignedNoun(
      "pledges", "Record a promise of zakat; nothing is booked",
      [
        "pledge", "fund", "amount", "currency", "pledged_on", "donor?",
        Field("only_category?", .words(AsnafCategory.self)), Field("only_region?", .text), "last_on?",
      ], gives: .zakatPledge
    ) { body, tadamun, source in
      let (code, fund, amount) = (try body.code("pledge"), try body.code("fund"), try body.money("amount"))
      let (donor, region) = (try body.integerIfPresent("donor"), try body.textIfPresent("only_region"))
      let category: AsnafCategory? = try body.wordIfPresent("only_category")
      let (first, last) = (try body.day("pledged_on"), try body.dayIfPresent("last_on"))
      let pledge = try body.check { () throws(Problem) in
        try ZakatPledge(
          code, fund: fund, amount: amount, donor: donor, onlyCategory: category, onlyRegion: region, pledgedOn: first,
          lastOn: last)
      }
      return .pledge(try await tadamun.promise(pledge, by: source))
    },
    SignedNoun(
      "pledge-cancellations", "Say that the rest of a promise will not come", ["pledge", "on", "reason"],
      gives: .zakatPledge
    ) { body, tadamun, source in
      .pledge(
        try await tadamun.cancelZakatPledge(
          body.code("pledge"), on: body.day("on"), reason: body.text("reason"), by: source))
    },
  ]
}
