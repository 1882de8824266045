import ArgumentParser

/// The names of the commands, for who mistypes one.
enum CommandNames {
  private static let all: [String] =
    RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

  /// The command with a name; `nil` for `help`, which the root makes.
  static func command(_ name: String) -> (any ParsableCommand.Type)? {
    RootCommand.configuration.subcommands.first { $0.configuration.commandName == name }
  }

  /// The failure to report where the first argument is no command.
  static func unknown(in arguments: [String]) -> CommandFailure? {
    guard let name = arguments.first, !name.hasPrefix("-"), !all.contains(name) else { return nil }
    let near = all.map { (name: $0, distance: distance($0, name)) }.min {
      $0.distance < $1.distance
    }
    guard let near, near.distance <= 2 else {
      return CommandFailure("there is no command \(name)", hint: "quern help lists the commands")
    }
    return CommandFailure("there is no command \(name)", hint: "did you mean quern \(near.name)?")
  }

  /// How many letters must be added, dropped or changed (Levenshtein 1966).
  private static func distance(_ left: String, _ right: String) -> Int {
    // No name is so long: a long argument needs no table.
    guard right.utf8.count <= 32 else { return .max }
    var row = Array(0...right.count)
    for (index, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(
          diagonal + (character == other ? 0 : 1), above + 1, row[column] + 1)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
