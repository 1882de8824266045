/// The manual page of a command in the language of man(7).
struct ManualPage {
  private let tool: CommandDescription
  private var lines: [String] = []

  init(_ tool: CommandDescription) { self.tool = tool }

  /// The page.
  ///
  /// - Parameter tail: sections that no help text has, in man(7).
  mutating func text(tail: String) -> String {
    let name = tool.commandName
    lines = [
      ".\\\" Made of the command's own help by `make man`. Do not edit.",
      ".TH \(name.uppercased()) 1 \"\" \"\(name)\" \"User Commands\"",
      ".SH NAME", "\(name) \\- \(Self.summary(tool.abstract ?? ""))",
      ".SH SYNOPSIS", ".B \(name)", "\\fIcommand\\fR [\\fIoptions\\fR] [\\fIarguments\\fR]",
      ".SH DESCRIPTION",
    ]
    appendDiscussion(tool.discussion)
    lines.append(".SH COMMANDS")
    for command in tool.subcommands ?? [] where command.shouldDisplay != false {
      if command.commandName != "help" { append(command) }
    }
    return lines.joined(separator: "\n") + "\n" + tail
  }

  private mutating func append(_ command: CommandDescription) {
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    let operands = arguments.filter { $0.kind == "positional" }.map(Self.operand)
    let synopsis = ["[\\fIoptions\\fR]"] + operands
    lines += [
      ".SS \"\(tool.commandName) \(command.commandName)\"",
      "\\fB\(tool.commandName) \(command.commandName)\\fR \(synopsis.joined(separator: " "))",
      ".PP", Self.escaped(command.abstract ?? ""),
    ]
    appendDiscussion(command.discussion)
    for argument in arguments { append(argument) }
  }

  private static func operand(_ argument: CommandDescription.Argument) -> String {
    let name = "\\fI\(escaped(argument.valueName ?? ""))\\fR" + (argument.isRepeating ? " ..." : "")
    return argument.isOptional ? "[\(name)]" : name
  }

  private mutating func append(_ argument: CommandDescription.Argument) {
    let isHelp = argument.names?.contains { $0.name == "help" } ?? false
    guard !isHelp else { return }
    let value = Self.escaped(argument.valueName ?? "")
    let names = (argument.names ?? []).sorted { $0.text.count < $1.text.count }
      .map { "\\fB\(Self.escaped($0.text))\\fR" }
    lines.append(".TP")
    switch argument.kind {
    case "positional": lines.append("\\fI\(value)\\fR")
    case "option": lines.append(names.joined(separator: ", ") + " \\fI\(value)\\fR")
    default: lines.append(names.joined(separator: ", "))
    }
    var text = argument.abstract ?? ""
    if let values = argument.allValues, argument.kind == "option", values.count < 12,
      !values.allSatisfy({ text.contains($0) })
    {
      text += " One of \(values.joined(separator: ", "))."
    }
    if let value = argument.defaultValue, argument.kind == "option", !text.contains("default") {
      text += " Default: \(value)."
    }
    lines.append(Self.escaped(text.isEmpty ? "See above." : text))
  }

  /// A text of paragraphs; lines that are indented stay as they are.
  private mutating func appendDiscussion(_ discussion: String?) {
    guard let discussion else { return }
    var isIndented = false
    lines.append(".PP")
    for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      let startsIndented = line.hasPrefix("  ")
      if startsIndented != isIndented, !line.isEmpty {
        lines.append(startsIndented ? ".PP\n.RS 2\n.nf" : ".fi\n.RE\n.PP")
        isIndented = startsIndented
      }
      if line.isEmpty {
        if !isIndented { lines.append(".PP") }
      } else {
        lines.append(Self.escaped(String(isIndented ? line.dropFirst(2) : line)))
      }
    }
    if isIndented { lines.append(".fi\n.RE") }
  }

  /// An abstract as the line of names wants it: a small letter, no full stop.
  private static func summary(_ text: String) -> String {
    let plain = text.hasSuffix(".") ? String(text.dropLast()) : text
    return escaped(plain.prefix(1).lowercased() + plain.dropFirst())
  }

  /// A text whose signs have no meaning to man(7).
  private static func escaped(_ text: String) -> String {
    var result = ""
    for (place, character) in text.enumerated() {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'" where place == 0, "." where place == 0: result += "\\&\(character)"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
