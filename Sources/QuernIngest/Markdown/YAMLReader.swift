/// YAML → a tree of values, bounded in depth and in what aliases unfold to.
struct YAMLReader: ~Copyable {
  /// How many sequences and mappings may stand inside each other.
  static let maximumDepth = 100

  /// The most values of one text, with those that aliases repeat.
  static let maximumNodeCount = 100_000

  private var events: YAMLEvents
  private var anchors: [String: (node: YAMLNode, nodeCount: Int)] = [:]

  /// Values so far, with those that aliases repeat.
  private var nodeCount = 0

  private init(_ bytes: [UInt8]) { events = YAMLEvents(bytes) }

  /// Reads the first document of a text; `nil` where there is none.
  ///
  /// - Throws: ``IngestError/malformedFrontMatter(line:reason:)`` with the line in this text.
  static func read(_ text: Substring) throws(IngestError) -> YAMLNode? {
    var reader = YAMLReader(Array(text.utf8))
    while true {
      let event = try reader.events.next()
      if case .boundary(let isEnd) = event {
        if isEnd { return nil }
      } else {
        let node = try reader.node(event, depth: 0)
        // What follows must be YAML too: a text is damaged or it is not.
        while true {
          if case .boundary(true) = try reader.events.next() { return node }
        }
      }
    }
  }

  private mutating func node(_ event: YAMLEvent, depth: Int) throws(IngestError) -> YAMLNode {
    try count(1)
    let countBefore = nodeCount
    let node: YAMLNode
    let anchor: String?
    switch event {
    case .scalar(let text, let name, let isPlain):
      let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
      node = isNull ? .null : .scalar(text)
      anchor = name
    case .alias(let name):
      guard let target = anchors[name] else { throw failure("*\(name) has no anchor before it") }
      try count(target.nodeCount)
      return target.node
    case .sequenceStart(let name):
      node = .sequence(try sequence(depth: depth + 1))
      anchor = name
    case .mappingStart(let name):
      node = .mapping(try mapping(depth: depth + 1))
      anchor = name
    case .sequenceEnd, .mappingEnd, .boundary:
      throw failure("a value is missing")
    }
    if let anchor { anchors[anchor] = (node, nodeCount - countBefore) }
    return node
  }

  private mutating func sequence(depth: Int) throws(IngestError) -> [YAMLNode] {
    try enter(depth)
    var nodes: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event { return nodes }
      nodes.append(try node(event, depth: depth))
    }
  }

  /// Reads members; of equal names all values are kept.
  private mutating func mapping(depth: Int) throws(IngestError) -> [YAMLNode.Member] {
    try enter(depth)
    var members: [YAMLNode.Member] = []
    while true {
      let event = try events.next()
      if case .mappingEnd = event { return members }
      let name: String
      switch try node(event, depth: depth) {
      case .scalar(let text): name = text
      case .null: name = ""
      case .sequence, .mapping: throw failure("a name is not a plain text")
      }
      members.append(
        YAMLNode.Member(name: name, value: try node(events.next(), depth: depth)))
    }
  }

  private func enter(_ depth: Int) throws(IngestError) {
    guard depth <= Self.maximumDepth else {
      throw failure("more than \(Self.maximumDepth) levels inside each other")
    }
  }

  private mutating func count(_ nodes: Int) throws(IngestError) {
    // Neither number exceeds the limit, so that the sum is small.
    nodeCount += nodes
    guard nodeCount <= Self.maximumNodeCount else {
      throw failure("more than \(Self.maximumNodeCount) values, aliases unfolded")
    }
  }

  private func failure(_ reason: String) -> IngestError {
    .malformedFrontMatter(line: events.line, reason: reason)
  }
}
