import Domain

/// What the funder's pages say, in one language.
final class FunderTexts: Decodable, Sendable {
  let programme: String
  let method: String
  let runs: String
  let runsExplained: String
  let finished: String
  let duration: String
  let seconds: String
  let observations: String
  let unchanged: String
  let replicates: String
  let fingerprint: String
  let shown: String
  let money: String
  let noMoney: String
  let zeroColumns: String
  let ownMoney: String
  let moneyExplained: String
  let membersMoney: String
  let membersMoneyExplained: String
  let pooledMoney: String
  let pooledMoneyExplained: String
  let periodFrom: String
  let instrument: String
  let fund: String
  let promised: String
  let gross: String
  let fees: String
  let net: String
  let custody: String
  let paidOut: String
  let told: String
  let spent: String
  let returned: String
  let nobodyNamed: String
  let rounds: String
  let noRounds: String
  let newRound: String
  let newRoundExplained: String
  let budget: String
  let budgetExplained: String
  let propose: String
  let round: String
  let state: String
  let total: String
  let madeAt: String
  let madeBy: String
  let rule: String
  let amount: String
  let reason: String
  let askedBy: String
  let approvedBy: String
  let overrides: String
  let overridesExplained: String
  let notApproved: String
  let approve: String
  let lowerBound: String
  let byRule: String
  let why: String
  let payments: String
  let whatNext: String
  let askOverride: String
  let actorCode: String
  let putForward: String
  let putForwardExplained: String
  let approveRound: String
  let approveExplained: String
  let withdraw: String
  let approvedExplained: String
  let withdrawnExplained: String
  let yourAddress: String
  let refused: String

  let ways: Words<ProgrammeWays.Way, String>
  let cuts: Words<MoneyView.Cut, String>
  let instruments: Words<Instrument, String>
  let states: Words<FundingProposal.State, String>
  let methods: [String: String]
  let reasons: [String: String]
  let leftovers: [String: String]

  static func of(_ language: Language) -> FunderTexts { PageTexts.of(language).funder }

  func budgetIn(_ currency: Currency) -> String { "\(budget) (\(currency.code))" }
  func amountIn(_ currency: Currency) -> String { "\(amount) (\(currency.code))" }
}
