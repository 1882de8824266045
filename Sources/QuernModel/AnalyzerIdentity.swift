/// An analyzer as a commit records it.
public struct AnalyzerIdentity: Sendable, Hashable {
  /// The name, such as `english`.
  public var name: String

  /// The version of its rules; it rises when the same text gives other terms.
  public var version: UInt32

  /// Makes an identity of its parts.
  public init(name: String, version: UInt32) {
    self.name = name
    self.version = version
  }
}
