import Domain
import Foundation

/// An order as the body of a decision: written in a fixed order of members, and read back when it is carried out.
struct WaqfOrderBody: Decodable {
  private let order: String
  private let waqf: String
  private let act: String
  private let reason: String
  private let amount: String?
  private let currency: String?
  private let beneficiary: String?
  private let actor: String?
  private let need: String?
  private let payee: String?
  private let cost: String?
  private let asset: String?
  private let kind: String?
  private let title: String?
  private let purpose: String?
  private let on: String?

  static func text(_ order: WaqfOrder) -> String {
    var members: [String: JSONText] = [
      "order": .text(order.code.text), "waqf": .text(order.waqf.text), "reason": .text(order.reason),
    ]
    func add(_ amount: Money) {
      members["amount"] = .text(amount.decimal)
      members["currency"] = .text(amount.currency.code)
    }
    switch order.act {
    case .share(let beneficiary, let amount):
      members["act"] = .text("share")
      members["beneficiary"] = .text(beneficiary.text)
      add(amount)
    case .fee(let nazir, let amount):
      members["act"] = .text("fee")
      members["actor"] = .text(nazir.text)
      add(amount)
    case .work(let need, let payee, let amount):
      members["act"] = .text("work")
      members["need"] = .text(need.text)
      members["payee"] = .text(payee)
      add(amount)
    case .cost(let cost, let payee, let amount):
      members["act"] = .text("cost")
      members["cost"] = .text(cost.text)
      members["payee"] = .text(payee)
      add(amount)
    case .loss(let asset, let amount):
      members["act"] = .text("loss")
      members["asset"] = .optional(asset?.text)
      add(amount)
    case .purchase(let asset):
      members["act"] = .text("purchase")
      members["asset"] = .text(asset.code.text)
      members["kind"] = .text(asset.kind.rawValue)
      members["title"] = .text(asset.title)
      members["on"] = .text(asset.acquiredOn.description)
      add(asset.book)
    case .principalReturn: members["act"] = .text("principal_return")
    case .redirection(let heir, let purpose):
      members["act"] = .text("redirection")
      members["actor"] = .text(heir.text)
      members["purpose"] = .text(purpose)
    }
    return JSONText.object(members)
  }

  /// The order that a decision's body says.
  /// - Throws: `decision_differs` where it says none.
  static func order(_ body: String) throws -> WaqfOrder {
    let differs = Problem("decision_differs", "The decision is not about an order of a waqf.")
    guard let read = try? JSONDecoder().decode(WaqfOrderBody.self, from: Data(body.utf8)) else { throw differs }
    guard let act = try read.parsedAct() else { throw differs }
    return try WaqfOrder(Code(read.order), of: Code(read.waqf), act, reason: read.reason)
  }

  private func parsedAct() throws -> WaqfOrder.Act? {
    var money: Money?
    if let amount, let currency { money = try Money(decimal: amount, Currency(currency)) }
    let code = { (text: String?) throws in try text.map { try Code($0) } }
    switch act {
    case "share":
      guard let beneficiary = try code(beneficiary), let money else { return nil }
      return .share(beneficiary: beneficiary, money)
    case "fee":
      guard let nazir = try code(actor), let money else { return nil }
      return .fee(nazir: nazir, money)
    case "work":
      guard let need = try code(need), let payee, let money else { return nil }
      return .work(need: need, payee: payee, money)
    case "cost":
      guard let cost = try code(cost), let payee, let money else { return nil }
      return .cost(cost, payee: payee, money)
    case "loss":
      guard let money else { return nil }
      return .loss(asset: try code(asset), money)
    case "purchase":
      guard let asset = try code(asset), let kind = kind.flatMap(WaqfAssetKind.init(rawValue:)), let title, let on,
        let money
      else { return nil }
      return .purchase(
        try WaqfAsset(
          asset, of: Code(waqf), kind, title: title, book: money, acquiredOn: CalendarDate(iso: on)))
    case "principal_return": return .principalReturn
    case "redirection":
      guard let heir = try code(actor), let purpose else { return nil }
      return .redirection(to: heir, purpose: purpose)
    default: return nil
    }
  }
}
