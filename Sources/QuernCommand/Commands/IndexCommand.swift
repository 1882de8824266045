import ArgumentParser

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "index", abstract: "x")
}
