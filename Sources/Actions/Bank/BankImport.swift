import Domain

/// What became of a file of a bank.
public struct BankImport: Hashable, Sendable {
  /// Statements that the file added.
  public internal(set) var statements = 0
  /// Movements that were not known before.
  public internal(set) var new = 0
  public internal(set) var known = 0
  /// Movements announced and not booked, which are no lines yet.
  public internal(set) var pending = 0
  /// Booked entries of 0.00, which move nothing and are left out.
  public internal(set) var zero = 0
  /// Whether a file of the same bytes was imported before, so that nothing was read again.
  public internal(set) var isSameFile = false
}
