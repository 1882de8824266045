import ArgumentParser
import Quern
import QuernModel
import QuernPresentation

/// The way from arguments to an exit code.
enum Program {
  static let version = "0.1.0"

  /// Runs the command that the arguments name.
  ///
  /// - Returns: 0 for found or done, 1 for nothing found, 2 for any error, 130 after Ctrl-C.
  static func run(_ arguments: [String]) -> Int32 {
    Signals.ignoreClosedPipes()
    do {
      if arguments == ["--version"] {
        try printVersion()
        return 0
      }
      if let failure = CommandNames.unknown(in: arguments) { throw failure }
      var command = try parse(arguments)
      try command.run()
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch let failure as CommandFailure {
      StandardError.write(failure.text)
      return failure.exitCode
    } catch let error as QuernError {
      StandardError.write(CommandFailure(error).text)
      return 2
    } catch {
      return report(parserError: error, arguments)
    }
  }

  /// The command with its options.
  ///
  /// It is read alone where that succeeds, which takes a fifth less; help, completion and messages are
  /// those of the root.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    let rest = Array(arguments.dropFirst())
    if let name = arguments.first, let command = CommandNames.command(name),
      // For the root only its own first argument asks for completions.
      rest.first?.hasPrefix("---") != true,
      let parsed = try? command.parseAsRoot(rest), type(of: parsed) == command
    {
      return parsed
    }
    return try RootCommand.parseAsRoot(arguments)
  }

  /// Help that was asked for goes to standard output; a usage error is an error like any other,
  /// hence 2 and not the parser's 64.
  private static func report(parserError error: any Error, _ arguments: [String]) -> Int32 {
    let text = RootCommand.fullMessage(for: error)
    guard RootCommand.exitCode(for: error) != .success else {
      let output = StandardOutput()
      guard (try? output.write(text + "\n")) != nil, (try? output.flush()) != nil else { return 2 }
      return 0
    }
    let label = "Error: "
    let message = text.hasPrefix(label) ? String(text.dropFirst(label.count)) : text
    StandardError.write(ErrorText(message, hint: dashHint(arguments)).text)
    return 2
  }

  /// What to do where a word of a query was taken for an option.
  private static func dashHint(_ arguments: [String]) -> String? {
    guard let command = arguments.first,
      ["search", "bench", "analyze", "show"].contains(command)
    else { return nil }
    let suspects = arguments.prefix { $0 != "--" }.filter { argument in
      argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.count > 1
        && !["-n", "-h"].contains(argument)
    }
    guard let word = suspects.first else { return nil }
    return "words that begin with - go after --, for example: quern \(command) -- word \(word)"
  }

  private static func printVersion() throws {
    let output = StandardOutput()
    let name = IndexOptions().analyzer
    let identity = try TextAnalysis(analyzer: name).identity
    try output.write("quern \(version), ICU \(identity.icu), Unicode \(identity.unicode)\n")
    try output.flush()
  }
}
