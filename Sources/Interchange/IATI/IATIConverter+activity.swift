import Domain

extension IATIConverter {
  /// The activity, or nil where it has no identifier.
  mutating func activity() -> IATIActivity? {
    guard let identifierNode = only("iati-identifier", of: node) else { return nil }
    let identifier = IATINode.collapsed(identifierNode.text)
    if identifier.isEmpty { return nil }
    account(identifierNode, reads: [], readsText: true)
    passOver(identifierNode, except: [])
    account(node, reads: ["xml:lang", "default-currency", "last-updated-datetime"])
    passOver(node, except: IATIVocabulary.read)
    defaultCurrency = currency(node["default-currency"], of: node, "default-currency")

    var activity = IATIActivity(identifier: identifier, line: node.line)
    activity.defaultCurrency = defaultCurrency
    activity.lastUpdated = date(node, "last-updated-datetime")
    if let child = only("reporting-org", of: node) { activity.reportingOrganisation = organisation(child) }
    if let child = only("title", of: node) {
      account(child, reads: ["xml:lang"])
      activity.title = text(child)
    }
    if let child = only("activity-status", of: node) { activity.status = status(child) }
    for child in node.children {
      switch child.name {
      case "participating-org":
        if let organisation = organisation(child) { activity.participatingOrganisations.append(organisation) }
      case "activity-date": if let day = day(child) { activity.days.append(day) }
      case "recipient-country": if let place = recipient(child) { activity.recipientCountries.append(place) }
      case "recipient-region": if let place = recipient(child) { activity.recipientRegions.append(place) }
      case "transaction": if let transaction = transaction(child) { activity.transactions.append(transaction) }
      case "result": if let result = result(child) { activity.results.append(result) }
      default: break
      }
    }
    activity.skipped = skips.list
    return activity
  }

  /// The currency of a code; noted and nil where nothing is booked in it.
  mutating func currency(_ code: String?, of node: IATINode, _ attribute: String) -> Currency? {
    guard let code else { return nil }
    do { return try Currency(code) } catch {
      skips.note(error.code, "\(node.path)/@\(attribute)", line: node.line, error.message)
      return nil
    }
  }

  private mutating func status(_ node: IATINode) -> Int? {
    account(node, reads: ["code"])
    passOver(node, except: [])
    if let code = node["code"].flatMap({ Int($0) }), (1...6).contains(code) { return code }
    let sentence = "“\(node["code"]?.prefix(40) ?? "")” is no code of ActivityStatus, 1 to 6."
    reject("code_unknown", node, sentence)
    return nil
  }

  private mutating func day(_ node: IATINode) -> IATIActivity.Day? {
    account(node, reads: ["iso-date", "type"])
    passOver(node, except: [])
    guard let kind = node["type"].flatMap({ Int($0) }).flatMap(IATIActivity.Day.Kind.init) else {
      reject("code_unknown", node, "“\(node["type"]?.prefix(40) ?? "")” is no code of ActivityDateType, 1 to 4.")
      return nil
    }
    guard let date = date(node) else {
      rejectIncomplete(node, lacks: "iso-date")
      return nil
    }
    return IATIActivity.Day(kind: kind, date: date, line: node.line)
  }

  private mutating func recipient(_ node: IATINode) -> IATIActivity.Recipient? {
    account(node, reads: ["code", "vocabulary", "percentage"])
    passOver(node, except: [])
    guard let code = node["code"] else {
      rejectIncomplete(node, lacks: "code")
      return nil
    }
    return IATIActivity.Recipient(
      code: code, vocabulary: node["vocabulary"], percentage: number(node, "percentage"), line: node.line)
  }
}
