/// One file, folder or line that could not be read, and why.
public struct IngestFailure: Sendable, Hashable {
  /// The canonical path; the path as it was given where there is nothing there; `-` for standard
  /// input.
  public var path: String

  /// The line, from 1; `nil` where the whole file or folder is meant.
  public var line: Int?

  /// What is wrong.
  public var reason: IngestError

  /// Makes a failure; damaged front matter says the line itself.
  public init(path: String, line: Int? = nil, reason: IngestError) {
    self.path = path
    self.reason = reason
    if case .malformedFrontMatter(let place, _) = reason {
      self.line = line ?? place
    } else {
      self.line = line
    }
  }
}

extension IngestFailure: CustomStringConvertible {
  /// Path, line and reason, as compilers write them.
  public var description: String {
    line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)"
  }
}
