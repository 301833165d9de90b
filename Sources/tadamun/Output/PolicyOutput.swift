import Actions
import Domain

/// `tadamun policy list --json`.
struct PolicyAdoptionOutput: Encodable {
  let policy: String
  let version: Int
  let instrument: String
  let status: String
  let from: String
  let decision: Int64
  let inForce: Bool

  init(_ adoption: PolicyAdoption) {
    let policy = adoption.policy.policy
    self.policy = policy.code.text
    version = policy.version
    instrument = policy.instrument?.rawValue ?? "all"
    status = policy.status.rawValue
    from = adoption.firstOn.description
    decision = adoption.decision.rawValue
    inForce = adoption.isInForce
  }

  var line: String {
    let state = inForce ? "in force" : "waits for decision \(decision)"
    return "\(policy) version \(version) (\(instrument), \(status)) from \(from): \(state)"
  }
}

/// `tadamun policy show --json`.
struct PolicyOutput: Encodable {
  struct Setting: Encodable {
    let value: String?
    let source: String
    let status: String
    let note: String?
  }

  let policy: String
  let version: Int
  let instrument: String
  let status: String
  /// The status in words.
  let standing: String
  let authority: String
  let source: String
  let sha256: String
  let values: [String: Setting]

  init(_ stored: StoredPolicy) {
    let policy = stored.policy
    self.policy = policy.code.text
    version = policy.version
    instrument = policy.instrument?.rawValue ?? "all"
    status = policy.status.rawValue
    standing = policy.status.sentence
    authority = policy.authority
    source = policy.source
    sha256 = stored.sha256
    values = policy.settings.mapValues { setting in
      Setting(
        value: setting.value?.description, source: setting.source ?? policy.source, status: setting.status.rawValue,
        note: setting.note)
    }
  }

  var text: String {
    var lines = ["\(policy) version \(version) (\(instrument)), \(standing)"]
    lines.append("  authority: \(authority)")
    lines.append("  source: \(source)")
    for (name, setting) in values.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name): \(setting.value ?? "not set") (\(setting.status); \(setting.source))")
      if let note = setting.note { lines.append("    \(note)") }
    }
    return lines.joined(separator: "\n")
  }
}
