import QuernIndex

/// A place of an index that is not as it should be.
public struct Damage: Sendable, Hashable {
  /// The path of the file.
  public var file: String

  /// In bytes from the start of the file; `nil` where the whole file is meant.
  public var offset: Int?

  /// What was expected and what was found.
  public var evidence: String

  /// What to do about it.
  public var remedy: String

  init(_ damage: IndexDamage) {
    file = damage.file
    offset = damage.offset
    evidence = damage.evidence
    remedy = QuernError.damageRemedy
  }
}
