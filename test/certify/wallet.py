"""A wallet that certify proves: Python's standard library, one process, everything in memory."""
import hashlib, json, sys, threading, time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

bearer, lock, outcomes, payments = f"Bearer {sys.argv[2]}", threading.Lock(), {}, {}
now = lambda: datetime.now(timezone.utc).isoformat(timespec="milliseconds")
answer = lambda status, code="SUCCESS", **more: {"result": {"resultStatus": status, "resultCode": code}, **more}

def act(api, ask, key):  # alone, and only where the key has no outcome yet
    id, paid = ask["paymentRequestId"], payments.get(ask["paymentRequestId"])
    if api == "pay":
        if paid: return answer("F", "ORDER_IS_CLOSED")
        payments[id] = {"left": int(ask["paymentAmount"]["value"]), "currency": ask["paymentAmount"]["currency"]}
        return answer("S", paymentId=hashlib.sha256(key.encode()).hexdigest(), paymentTime=now())
    if api == "cancelPayment":
        payments[id] = {"left": 0, "currency": None}  # also where it never came: no payment begins after it
        return answer("S")
    if api == "inquiryPayment":
        result = answer("S") if paid and paid["currency"] else answer("F", "ORDER_IS_CLOSED")
        return answer("S", paymentResult=result["result"]) if paid else answer("F", "ORDER_NOT_EXIST")
    amount = ask["refundAmount"]
    if not paid: return answer("U", "UNKNOWN_EXCEPTION")  # it may still come
    if paid["currency"] != amount["currency"] or paid["left"] < int(amount["value"]): return answer("F", "REFUND_AMOUNT_EXCEED")
    paid["left"] -= int(amount["value"])
    return answer("S", refundId=key, refundTime=now())

class Wallet(BaseHTTPRequestHandler):
    def do_POST(self):
        ask, api = json.loads(self.rfile.read(int(self.headers["Content-Length"]))), self.path.removeprefix("/wallet/")
        known, said = api in ("pay", "cancelPayment", "inquiryPayment", "refund"), {}
        if known and self.headers["Authorization"] == bearer: said = self.once(api, ask, self.headers["Idempotency-Key"])
        self.send_response(200 if said else 401 if known else 404)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def once(self, api, ask, key):  # one effect and one outcome for each key; nothing is begun after the deadline
        with lock:
            late = time.time() >= datetime.fromisoformat(self.headers["Alipay-Deadline"]).timestamp()
            evaluates = ask.get("paymentFactor", {}).get("isPaymentEvaluation") == "true"
            if key not in outcomes and (late or evaluates): return answer("U", "UNKNOWN_EXCEPTION")
            said = outcomes.get(key) or act(api, ask, key)
            if said["result"]["resultStatus"] != "U" and api != "inquiryPayment": outcomes[key] = said
            return said

    def log_message(self, *_): pass

ThreadingHTTPServer.request_queue_size = 128
server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Wallet)
print(server.server_port, flush=True)
server.serve_forever()
