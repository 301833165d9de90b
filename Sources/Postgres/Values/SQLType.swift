/// A type of a PostgreSQL column or parameter, by its object identifier.
public struct SQLType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The server works the type out from where the parameter stands.
  public static let inferred = SQLType(rawValue: 0)
  public static let bool = SQLType(rawValue: 16)
  public static let bytea = SQLType(rawValue: 17)
  public static let char = SQLType(rawValue: 18)
  public static let name = SQLType(rawValue: 19)
  public static let int8 = SQLType(rawValue: 20)
  public static let int2 = SQLType(rawValue: 21)
  public static let int4 = SQLType(rawValue: 23)
  public static let text = SQLType(rawValue: 25)
  public static let oid = SQLType(rawValue: 26)
  public static let json = SQLType(rawValue: 114)
  public static let float4 = SQLType(rawValue: 700)
  public static let float8 = SQLType(rawValue: 701)
  public static let unknown = SQLType(rawValue: 705)
  public static let bpchar = SQLType(rawValue: 1042)
  public static let varchar = SQLType(rawValue: 1043)
  public static let date = SQLType(rawValue: 1082)
  public static let timestamp = SQLType(rawValue: 1114)
  public static let timestamptz = SQLType(rawValue: 1184)
  public static let numeric = SQLType(rawValue: 1700)
  public static let uuid = SQLType(rawValue: 2950)
  public static let jsonb = SQLType(rawValue: 3802)
  public static let boolArray = SQLType(rawValue: 1000)
  public static let int2Array = SQLType(rawValue: 1005)
  public static let int4Array = SQLType(rawValue: 1007)
  public static let textArray = SQLType(rawValue: 1009)
  public static let varcharArray = SQLType(rawValue: 1015)
  public static let int8Array = SQLType(rawValue: 1016)
  public static let float8Array = SQLType(rawValue: 1022)
  public static let dateArray = SQLType(rawValue: 1182)
  public static let timestamptzArray = SQLType(rawValue: 1185)
  public static let uuidArray = SQLType(rawValue: 2951)
}

extension SQLType: CustomStringConvertible {
  /// The name PostgreSQL gives the type, or `oid N` for one not listed here.
  public var description: String { Self.names[self] ?? "oid \(rawValue)" }

  private static let names: [SQLType: String] = [
    .inferred: "inferred", .bool: "boolean", .bytea: "bytea", .char: "\"char\"", .name: "name", .int8: "bigint",
    .int2: "smallint", .int4: "integer", .text: "text", .oid: "oid", .json: "json", .float4: "real",
    .float8: "double precision", .unknown: "unknown", .bpchar: "character", .varchar: "character varying",
    .date: "date", .timestamp: "timestamp", .timestamptz: "timestamp with time zone", .numeric: "numeric",
    .uuid: "uuid", .jsonb: "jsonb", .boolArray: "boolean[]", .int2Array: "smallint[]", .int4Array: "integer[]",
    .textArray: "text[]", .varcharArray: "character varying[]", .int8Array: "bigint[]",
    .float8Array: "double precision[]", .dateArray: "date[]", .timestamptzArray: "timestamp with time zone[]",
    .uuidArray: "uuid[]",
  ]
}
