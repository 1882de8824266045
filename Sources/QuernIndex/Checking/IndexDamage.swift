import QuernCodec

/// A place of an index that is not as it should be.
package struct IndexDamage: Sendable, Hashable {
  package let file: String

  /// In bytes from the start of the file; `nil` where the whole file is meant.
  package let offset: Int?
  package let evidence: String

  package init(file: String, offset: Int?, evidence: String) {
    self.file = file
    self.offset = offset
    self.evidence = evidence
  }

  /// The damage that an error tells of.
  package init(_ error: IndexError) {
    switch error {
    case .codec(.damaged(let file, let offset, let expected, let found)):
      self.init(file: file, offset: offset, evidence: "expected \(expected), found \(found)")
    case .codec(.unsupportedVersion(let file, let found, let supported)):
      self.init(
        file: file, offset: 12, evidence: "format version \(found), this program reads \(supported)"
      )
    case .codec(.storage(let error)), .storage(let error):
      self.init(storage: error)
    case .locked(let path, let holder):
      self.init(file: path, offset: nil, evidence: "locked by \(holder)")
    case .occupied(let path, let evidence):
      self.init(file: path, offset: nil, evidence: evidence)
    case .noCommit(let path):
      self.init(file: path, offset: nil, evidence: "no index here")
    }
  }
}
