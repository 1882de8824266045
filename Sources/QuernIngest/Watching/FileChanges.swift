/// What may have changed since files were looked at last.
public enum FileChanges: Sendable, Hashable {
  /// Anything.
  case anything

  /// At most these files, by canonical paths: new, changed or gone.
  case files(Set<FilePath>)
}
