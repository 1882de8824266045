import CYAML

/// One step of a walk through YAML.
enum YAMLEvent {
  case scalar(String, anchor: String?, isPlain: Bool)
  case alias(String)
  case sequenceStart(anchor: String?)
  case sequenceEnd
  case mappingStart(anchor: String?)
  case mappingEnd

  /// The start or end of a document or of the whole.
  case boundary(isEndOfStream: Bool)
}

/// libyaml behind Swift values: the one place that calls it.
@safe
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>

  /// The line, from 1, of the event that was read last.
  private(set) var line = 1

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8]) {
    unsafe text = .allocate(capacity: max(1, bytes.count))
    _ = unsafe text.initialize(from: bytes)
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    // SAFETY: parser and text live until `deinit`, and nobody else has them.
    let isReady = unsafe yaml_parser_initialize(parser) == 1
    precondition(isReady, "no memory for a parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, UnsafePointer(text.baseAddress), bytes.count)
  }

  deinit {
    // SAFETY: made by `init`; no pointer into them was given out.
    unsafe yaml_parser_delete(parser)
    unsafe parser.deinitialize(count: 1)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// Reads on.
  ///
  /// - Throws: ``IngestError/malformedFrontMatter(line:reason:)`` with the line in this text.
  mutating func next() throws(IngestError) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    // SAFETY: libyaml fills the event, which is given back before it goes out of scope.
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    line = Int(clamping: unsafe event.start_mark.line) + 1
    return unsafe Self.value(of: event)
  }

  /// Copies what is wanted of an event of libyaml's.
  private static func value(of event: yaml_event_t) -> YAMLEvent {
    let type = unsafe event.type
    switch type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      return .scalar(
        unsafe string(scalar.value, count: scalar.length),
        anchor: unsafe name(scalar.anchor),
        isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_ALIAS_EVENT:
      return .alias(unsafe name(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      return .sequenceStart(anchor: unsafe name(event.data.sequence_start.anchor))
    case YAML_SEQUENCE_END_EVENT:
      return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      return .mappingStart(anchor: unsafe name(event.data.mapping_start.anchor))
    case YAML_MAPPING_END_EVENT:
      return .mappingEnd
    default:
      return .boundary(
        isEndOfStream: type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT)
    }
  }

  private func failure() -> IngestError {
    // SAFETY: the problem is a text that ends with a zero byte, or null.
    let problem = unsafe parser.pointee.problem
    let reason = unsafe problem.map { unsafe String(cString: $0) } ?? "not YAML"
    return .malformedFrontMatter(
      line: max(line, Int(clamping: unsafe parser.pointee.problem_mark.line) + 1), reason: reason)
  }

  /// Copies a text of libyaml's.
  private static func string(_ start: UnsafePointer<UInt8>?, count: Int) -> String {
    // SAFETY: libyaml says how many bytes there are.
    unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Copies the name of an anchor, where there is one.
  private static func name(_ start: UnsafePointer<UInt8>?) -> String? {
    // SAFETY: names of anchors end with a zero byte.
    guard let start = unsafe start else { return nil }
    return unsafe String(cString: start)
  }
}
