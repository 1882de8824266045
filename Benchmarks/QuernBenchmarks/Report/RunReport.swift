/// The figures of one run.
struct RunReport: Codable {
  var date: String
  var command: String
  var machine: MachineDescription
  var revision: String
  var secondsPerBenchmark: Double
  var seed: UInt64
  var note: String
  var corpora: [CorpusReport]
}
