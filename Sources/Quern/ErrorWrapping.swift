import QuernAnalysis
import QuernCodec
import QuernIndex
import QuernStorage

// The one place where errors of the rooms become errors of the façade.

/// Runs a step of the index and gives its error as a ``QuernError``.
func wrapping<Value>(_ step: () throws(IndexError) -> Value) throws(QuernError) -> Value {
  do { return try step() } catch { throw QuernError(error) }
}

extension QuernError {
  init(_ error: IndexError) {
    switch error {
    case .noCommit(let path): self = .noIndex(path: path)
    case .locked(let path, let holder): self = .locked(path: path, holder: holder)
    case .occupied(let path, let evidence): self = .occupied(path: path, evidence: evidence)
    case .codec(let error): self = QuernError(error)
    case .storage(let error): self = QuernError(refusal: error)
    }
  }

  init(_ error: CodecError) {
    switch error {
    case .damaged(let file, let offset, let expected, let found):
      self = .damaged(file: file, offset: offset, evidence: "expected \(expected), found \(found)")
    case .unsupportedVersion(let file, let found, let supported):
      self = .unsupportedFormat(file: file, found: found, supported: supported)
    case .storage(let error): self = Self.reading(error)
    }
  }

  /// The error of reading bytes of the index: mostly damage.
  private static func reading(_ error: StorageError) -> QuernError {
    switch error {
    case .outOfBounds(let file, let offset, let wanted, let available):
      .damaged(
        file: file, offset: offset, evidence: "\(wanted) bytes wanted, \(available) there")
    case .malformedInteger(let file, let offset):
      .damaged(file: file, offset: offset, evidence: "malformed integer")
    case .malformedText(let file, let offset):
      .damaged(file: file, offset: offset, evidence: "text that is not UTF-8")
    case .system, .noSuchFile, .locked: QuernError(refusal: error)
    }
  }

  /// The error of a call of the operating system, with what its user can do.
  private init(refusal error: StorageError) {
    switch error.cause {
    case .noPermission:
      self = .refused(
        message: error.description,
        remedy: "Give this user the right to it, or work on a copy of the index elsewhere.")
    case .noSpace:
      self = .refused(
        message: error.description,
        remedy: "Make room on the disk; the index is as it was at its last commit.")
    case nil: self = .storage(message: error.description)
    }
  }
}
