/// What a run of `quern check --repair` has found and done.
package struct RepairReport: Sendable, Hashable {
  /// An article that could not be saved; what is not known of it is `nil`.
  package struct Lost: Sendable, Hashable {
    package var key: String?
    package var path: String?
    package var title: String?

    package init(key: String?, path: String?, title: String?) {
      self.key = key
      self.path = path
      self.title = title
    }
  }

  /// The folder of the index.
  package var path: String

  /// The number of the new commit; `nil` where nothing had to be done.
  package var generation: UInt64?
  package var documents = 0
  package var keptSegments = 0
  package var saved = 0
  package var lost: [Lost] = []
  package var unnamedLost = 0
  package var notes: [String] = []
  package var setAside: [String] = []

  package init(path: String, generation: UInt64?) {
    self.path = path
    self.generation = generation
  }

  /// All articles that are lost, whether they can be named or not.
  package var lostCount: Int { lost.count + unnamedLost }

  /// A line for each finding and each article that is lost, then a summary.
  package var text: String {
    guard let generation else { return "\(DisplayText.line(path)): no damage\n" }
    var lines = notes.map { DisplayText.line($0) }
    lines += lost.map { "lost: \(Self.text($0))" }
    if unnamedLost > 0 {
      lines.append("lost: \(Figures.count(unnamedLost, "article")) of which nothing is known")
    }
    lines += setAside.map { "set aside: \(DisplayText.line($0))" }
    lines.append(
      "\(DisplayText.line(path)): commit \(generation), \(Figures.count(documents, "article")); "
        + "\(Figures.count(keptSegments, "segment")) kept, "
        + "\(Figures.count(saved, "article")) written anew, \(Figures.grouped(lostCount)) lost")
    return lines.map { $0 + "\n" }.joined()
  }

  /// A record for each finding, each article that is lost and each file, then a summary.
  package var records: [JSONValue] {
    var records: [JSONValue] = notes.map { note in
      .object([.init("type", .string("note")), .init("text", .string(note))])
    }
    records += lost.map { lost in
      .object([
        .init("type", .string("lost")), .init("key", Self.optional(lost.key)),
        .init("path", Self.optional(lost.path)), .init("title", Self.optional(lost.title)),
      ])
    }
    records += setAside.map { name in
      .object([.init("type", .string("setAside")), .init("file", .string(name))])
    }
    records.append(
      .object([
        .init("type", .string("summary")),
        .init("generation", generation.map { .integer(Int(clamping: $0)) } ?? .null),
        .init("documents", .integer(documents)),
        .init("keptSegments", .integer(keptSegments)),
        .init("saved", .integer(saved)),
        .init("lost", .integer(lostCount)),
      ]))
    return records
  }

  private static func text(_ lost: Lost) -> String {
    var text = lost.key.map { DisplayText.line($0) } ?? "an article whose key cannot be read"
    if let title = lost.title { text += ", titled \(DisplayText.line(title))" }
    if let path = lost.path, path != lost.key { text += ", from \(DisplayText.line(path))" }
    return text
  }

  private static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
