import Testing

/// Many threads at one index; `make test-sanitized` runs the same under the sanitizers.
struct StressTests {
  @Test func `answers to readers beside writers are those of some commit`() throws {
    let process = try BuiltProcess(
      ["stress", "\(Scale.pick(2, slow: 120))"], keepsOutput: true)
    let (code, output) = process.finish()
    print(output)
    #expect(code == 0, "\(output)")
  }
}
