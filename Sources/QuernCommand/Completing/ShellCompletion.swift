import ArgumentParser
import Quern
import QuernModel

/// What a shell completes from the index that the line names, or that is there without a name.
///
/// Without an index, or where it cannot be read, nothing is completed: a shell has no place for an error.
enum ShellCompletion {
  /// The names of fields, each followed by a sign; of what was typed already, the rest stays.
  static func fields(followedBy sign: String) -> CompletionKind {
    custom { line in
      fields(line).map { $0 + sign }
    }
  }

  /// Fields to sort by, in both directions.
  static var order: CompletionKind {
    values(and: ["_score"]) { [$0.name.rawValue, "\($0.name):desc"] }
  }

  /// Fields whose values are counted, dates also by parts of them.
  static var facet: CompletionKind {
    values { summary in
      let name = summary.name.rawValue
      return summary.type == .date
        ? [name, "\(name):year", "\(name):month", "\(name):day"] : [name]
    }
  }

  /// Fields with values to collapse by.
  static var valueField: CompletionKind { values { [$0.name.rawValue] } }

  /// What is made of the fields that are no text.
  private static func values(
    and others: [String] = [], _ choices: @escaping @Sendable (FieldSummary) -> [String]
  ) -> CompletionKind {
    custom { line in
      let summaries = (try? snapshot(line)?.fieldSummaries()) ?? []
      return (summaries.filter { $0.type != .text }.flatMap(choices) + others)
        .filter { $0.hasPrefix(line.prefix) }
    }
  }

  /// Words of a query: those of the index, and names of fields.
  static var query: CompletionKind {
    custom { line in
      guard !line.isOption else { return [] }
      let isWordStart = line.prefix.allSatisfy { $0.isLetter || $0.isNumber || "_.-".contains($0) }
      let names = isWordStart ? fields(line).map { $0 + ":" } : []
      return names + completions(line)
    }
  }

  /// Keys of documents, and paths of those that are below the working folder.
  static var key: CompletionKind {
    custom { line in
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

  /// What is made of the line, in the form that the shell reads.
  private static func custom(
    _ choices: @escaping @Sendable (CommandLineWords) -> [String]
  ) -> CompletionKind {
    .custom { words, index, prefix in
      let found = choices(CommandLineWords(words, index, prefix))
      // Behind a colon zsh expects a description.
      guard CompletionShell.requesting == .zsh else { return found }
      return found.map {
        $0.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "\\:")
      }
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
