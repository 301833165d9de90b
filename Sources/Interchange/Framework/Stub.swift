import Domain
import Scoring
public struct FrameworkFile: Sendable {
  public let framework: Framework
  public init(bytes: some Collection<UInt8>, name: String? = nil) throws(Problems) { fatalError() }
}
