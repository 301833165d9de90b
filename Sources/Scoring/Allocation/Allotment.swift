/// What a rule did with the money it was given.
public struct Allotment: Sendable, Equatable {
  public var rows: [Proposal.Row]
  public var leftovers: [Proposal.Leftover]

  public init(rows: [Proposal.Row] = [], leftovers: [Proposal.Leftover] = []) {
    self.rows = rows
    self.leftovers = leftovers
  }
}
