import Domain

extension IATIConverter {
  mutating func transaction(_ node: IATINode) -> IATITransaction? {
    account(node, reads: ["ref"])
    passOver(
      node,
      except: ["transaction-type", "transaction-date", "value", "description", "provider-org", "receiver-org"])
    let kind = only("transaction-type", of: node).flatMap { transactionKind($0) }
    let date = only("transaction-date", of: node).flatMap { transactionDate($0) }
    let valueNode = only("value", of: node)
    let value = valueNode.flatMap { money($0) }
    let provider = only("provider-org", of: node).flatMap { organisation($0) }
    let receiver = only("receiver-org", of: node).flatMap { organisation($0) }
    let description = only("description", of: node).map { node in
      account(node, reads: ["xml:lang"])
      return text(node)
    }
    guard let kind, let date, let valueNode, let value else {
      let part = kind == nil ? "transaction-type" : date == nil ? "transaction-date" : "value"
      rejectIncomplete(node, lacks: part)
      return nil
    }
    return IATITransaction(
      ref: node["ref"], kind: kind, date: date, value: value, valueText: IATINode.collapsed(valueNode.text),
      valueDate: self.date(valueNode, "value-date"), description: description ?? IATIText(), provider: provider,
      receiver: receiver, line: node.line)
  }

  private mutating func transactionKind(_ node: IATINode) -> IATITransaction.Kind? {
    account(node, reads: ["code"])
    passOver(node, except: [])
    if let kind = node["code"].flatMap({ Int($0) }).flatMap(IATITransaction.Kind.init) { return kind }
    reject("code_unknown", node, "“\(node["code"]?.prefix(40) ?? "")” is no code of TransactionType, 1 to 13.")
    return nil
  }

  private mutating func transactionDate(_ node: IATINode) -> CalendarDate? {
    account(node, reads: ["iso-date"])
    passOver(node, except: [])
    return date(node)
  }

  /// The exact amount; decimals past those of the currency are taken where they are zeros, never rounded.
  private mutating func money(_ node: IATINode) -> Money? {
    account(node, reads: ["currency", "value-date"], readsText: true)
    passOver(node, except: [])
    let text = IATINode.collapsed(node.text)
    let code = node["currency"]
    guard let currency = code == nil ? defaultCurrency : currency(code, of: node, "currency") else {
      if code == nil { reject("part_missing", node, "Neither the value nor the activity names a usable currency.") }
      return nil
    }
    guard let decimal = IATIDecimal.normalised(text) else {
      reject("amount_malformed", node, DecimalText.advice(for: text))
      return nil
    }
    do { return try Money(decimal: decimal, currency) } catch {
      reject(error.code, node, error.message)
      return nil
    }
  }
}
