using System.Net.Http.Headers;
using PromptGen.GeneratedClients;

// Goes through a contract with a generated client and prints what it is told: client, address, token, notes that are written about, notes that the model is silent about.
var (client, address, token, written, silent) = (args[0], new Uri(args[1]), args[2], args[3], args[4]);
using var http = new HttpClient { BaseAddress = address };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
await (client == "nswag" ? NSwagRun.Run(http, written, silent) : KiotaRun.Run(http, written, silent));
