// A program: the TypeScript client talks to the server at BASE_URL, and prints what it got as JSON.
import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({ apiKey: "k", baseURL: process.env.BASE_URL, maxRetries: 0 });
const tool = {
  name: "get_weather",
  description: "The weather in a city.",
  input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const user = { role: "user", content: "What is the weather in Paris?" };
const request = { model: "claude-sonnet-4-5", max_tokens: 300, messages: [user] };
const found = {};

found.text = (await client.messages.create({ ...request, messages: [{ role: "user", content: "Hello" }] })).content[0].text;

const stream = client.messages.stream({ ...request, tools: [tool] });
const events = [];
for await (const event of stream) events.push(event.type);
found.events = events;
const first = await stream.finalMessage();
found.call = first.content.find((block) => block.type === "tool_use").input;

const call = first.content.find((block) => block.type === "tool_use");
const result = { type: "tool_result", tool_use_id: call.id, content: "21 degrees" };
const turns = [user, { role: "assistant", content: first.content }, { role: "user", content: [result] }];
found.loop = (await client.messages.create({ ...request, tools: [tool], messages: turns })).content[0].text;

const thinking = { type: "enabled", budget_tokens: 1024 };
const thought = await client.messages.stream({ ...request, max_tokens: 2000, thinking }).finalMessage();
found.thinking = thought.content.map((block) => block.type);

found.tokens = (await client.messages.countTokens({ model: request.model, messages: [user] })).input_tokens;
found.models = [];
for await (const model of client.models.list({ limit: 2 })) found.models.push(model.id);

const batch = await client.messages.batches.create({ requests: [{ custom_id: "a", params: request }] });
found.batch = (await client.messages.batches.retrieve(batch.id)).processing_status;
found.results = [];
for await (const line of await client.messages.batches.results(batch.id)) found.results.push(line.result.type);

const file = new File(["content"], "a.txt", { type: "text/plain" });
const uploaded = await client.beta.files.upload({ file });
found.file = [uploaded.filename, uploaded.size_bytes];

found.errors = {};
for (const status of [400, 401, 403, 404, 429, 500]) {
  const headers = { "x-emulator-fault": `status; code=${status}; retry-after=1` };
  try {
    await client.messages.create(request, { headers });
  } catch (error) {
    found.errors[status] = [error.constructor.name, Boolean(error.requestID)];
  }
}
console.log(JSON.stringify(found));
