import Domain

extension Sample {
  /// Everything in the sample as CSV, one table under the other: what a test takes the hash of.
  public func dump() throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = CSVWriter(style: .plain) { bytes += $0 }
    try writer.write([framework, programme, asOf.description])
    for group in groups { try writer.write([group.code] + group.name.list) }
    for indicator in indicators {
      try writer.write([indicator.code, indicator.kind.rawValue, indicator.direction.rawValue] + indicator.name.list)
    }
    for actor in actors {
      let place = [actor.province, actor.commune, String(actor.members), actor.groups.joined(separator: " ")]
      try writer.write([actor.code, actor.kind.rawValue] + actor.name.list + place)
    }
    for membership in memberships {
      let days = [membership.from.description, membership.through?.description ?? ""]
      try writer.write([membership.union, membership.member] + days)
    }
    for fund in funds { try writer.write([fund.code, fund.instrument.rawValue, fund.keeper] + fund.name.list) }
    for row in contributions { try writer.write(row.cells) }
    for row in reports { try writer.write(row.cells) }
    try writer.finish()
    return bytes
  }
}

extension SampleName {
  fileprivate var list: [String] { [arabic, french, english] }
}
