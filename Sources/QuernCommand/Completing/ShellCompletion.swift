import ArgumentParser
import Quern
import QuernModel

/// What a shell completes from the index that the line names, or that is there without a name.
///
/// Without an index, or where it cannot be read, nothing is completed: a shell has no place for an error.
enum ShellCompletion {
  /// The names of fields, each followed by a sign; of what was typed already, the rest stays.
  static func fields(followedBy sign: String) -> CompletionKind {
    .custom { words, index, prefix in
      let line = CommandLineWords(words, index, prefix)
      return fields(line).map { $0 + sign }
    }
  }

  /// Words of a query: those of the index, and names of fields.
  static var query: CompletionKind {
    .custom { words, index, prefix in
      let line = CommandLineWords(words, index, prefix)
      guard !line.isOption else { return [] }
      let isWordStart = line.prefix.allSatisfy { $0.isLetter || $0.isNumber || "_.-".contains($0) }
      let names = isWordStart ? fields(line).map { $0 + ":" } : []
      return names + completions(line)
    }
  }

  /// Keys of documents, and paths of those that are below the working folder.
  static var key: CompletionKind {
    .custom { words, index, prefix in
      let line = CommandLineWords(words, index, prefix)
      guard !line.isOption, let snapshot = snapshot(line) else { return [] }
      let keys = (try? snapshot.keys(beginningWith: line.prefix)) ?? []
      guard !line.prefix.hasPrefix("/"), let folder = CanonicalPath.of(".") else {
        return keys.map(\.rawValue)
      }
      let below = (try? snapshot.keys(beginningWith: "\(folder)/\(line.prefix)")) ?? []
      return below.map { String($0.rawValue.dropFirst(folder.count + 1)) }
        + keys.map(\.rawValue)
    }
  }

  private static func completions(_ line: CommandLineWords) -> [String] {
    guard !line.prefix.isEmpty, let snapshot = snapshot(line) else { return [] }
    let before = line.operands.map { $0 + " " }.joined()
    let found = (try? snapshot.completions(of: before + line.prefix, limit: 20)) ?? []
    return found.map { String($0.text.dropFirst(before.count)) }
  }

  private static func fields(_ line: CommandLineWords) -> [String] {
    let names = snapshot(line)?.searchableFields.map(\.rawValue) ?? []
    return names.filter { $0.hasPrefix(line.prefix) }
  }

  private static func snapshot(_ line: CommandLineWords) -> Snapshot? {
    let path = line.indexPath ?? IndexFolder.usualPath
    return try? SearchIndex.open(at: path).snapshot
  }
}
