import QuernModel

/// The fields between two lines of `---` at the top of a Markdown file.
///
/// Sequences are several values, mappings flatten to `a.b`, empty values are passed over. What
/// stands between the lines but is no mapping was not meant as front matter and stays text.
struct FrontMatter {
  /// The longest front matter that is read, in bytes.
  static let maximumByteCount = 1 << 20

  /// The members in their order; empty where there is no front matter.
  let members: [YAMLNode.Member]

  /// What follows the front matter: the whole text where there is none.
  let body: Substring

  /// Splits a file.
  ///
  /// - Throws: ``IngestError/malformedFrontMatter(line:reason:)`` with the line in the file.
  init(_ whole: String) throws(IngestError) {
    var members: [YAMLNode.Member] = []
    var body = whole[...]
    if let block = Self.block(of: whole) {
      let byteCount = block.yaml.utf8.count
      guard byteCount <= Self.maximumByteCount else {
        throw .tooLarge(byteCount: UInt64(byteCount), limit: Self.maximumByteCount)
      }
      switch try Self.read(block.yaml) {
      case .mapping(let found):
        members = found
        body = block.body
      case nil, .null: body = block.body
      case .scalar, .sequence: break
      }
    }
    self.members = members
    self.body = body
  }

  /// Adds all members to a document's fields.
  func flatten(into fields: inout FieldList) throws(IngestError) {
    try Self.flatten(.mapping(members), to: nil, into: &fields)
  }

  private static func flatten(
    _ node: YAMLNode, to name: String?, into fields: inout FieldList
  ) throws(IngestError) {
    switch node {
    case .null: break
    case .scalar(let text): try fields.append(text, to: FieldName(name ?? ""))
    case .sequence(let nodes):
      for node in nodes { try flatten(node, to: name, into: &fields) }
    case .mapping(let members):
      for member in members {
        try flatten(member.value, to: fields.name(of: member.name, in: name), into: &fields)
      }
    }
  }

  private static func read(_ yaml: Substring) throws(IngestError) -> YAMLNode? {
    do {
      return try YAMLReader.read(yaml)
    } catch .malformedFrontMatter(let line, let reason) {
      // The line of `---` comes before the YAML.
      throw .malformedFrontMatter(line: line + 1, reason: reason)
    }
  }

  /// What stands between the lines, and what comes after them.
  private static func block(of whole: String) -> (yaml: Substring, body: Substring)? {
    guard let firstEnd = lineEnd(in: whole[...]), isFence(whole[..<firstEnd], "---") else {
      return nil
    }
    var start = afterLineEnd(firstEnd, in: whole)
    let yamlStart = start
    while start < whole.endIndex {
      let end = lineEnd(in: whole[start...]) ?? whole.endIndex
      let line = whole[start..<end]
      let next = afterLineEnd(end, in: whole)
      if isFence(line, "---") || isFence(line, "...") {
        return (whole[yamlStart..<start], whole[next...])
      }
      start = next
    }
    return nil
  }

  private static func lineEnd(in text: Substring) -> String.Index? {
    text.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D }
  }

  private static func afterLineEnd(_ end: String.Index, in whole: String) -> String.Index {
    let bytes = whole.utf8
    guard end < bytes.endIndex else { return end }
    let next = bytes.index(after: end)
    let isPair = bytes[end] == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
    return isPair ? bytes.index(after: next) : next
  }

  private static func isFence(_ line: Substring, _ fence: String) -> Bool {
    let bytes = line.utf8
    return bytes.starts(with: fence.utf8)
      && bytes.dropFirst(fence.utf8.count).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}
