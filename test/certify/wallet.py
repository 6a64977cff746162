"""A wallet that certify proves: Python's standard library, one process, everything in memory."""
import hashlib, json, sys, threading, time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BEARER, lock, outcomes, payments = sys.argv[2], threading.Lock(), {}, {}
now = lambda: datetime.now(timezone.utc).isoformat(timespec="milliseconds")
result = lambda status, code, **more: {"result": {"resultStatus": status, "resultCode": code}, **more}

def pay(ask, key):
    if ask["paymentRequestId"] in payments:
        return result("F", "ORDER_IS_CLOSED")
    paid = dict(paymentId=hashlib.sha256(key.encode()).hexdigest()[:24], paymentTime=now(), paymentAmount=ask["paymentAmount"])
    payments[ask["paymentRequestId"]] = dict(paid, left=int(ask["paymentAmount"]["value"]))
    return result("S", "SUCCESS", **paid)

def refund(ask, key):
    payment, amount = payments.get(ask["paymentRequestId"]), ask["refundAmount"]
    if payment is None:
        return result("U", "UNKNOWN_EXCEPTION")
    if payment["left"] < int(amount["value"]) or amount["currency"] != payment["paymentAmount"]["currency"]:
        return result("F", "REFUND_AMOUNT_EXCEED")
    payment["left"] -= int(amount["value"])
    return result("S", "SUCCESS", refundId=key, refundTime=now())

def cancelPayment(ask, key):
    payments[ask["paymentRequestId"]] = {"left": 0, "paymentAmount": {"currency": ""}}
    return result("S", "SUCCESS")

def inquiryPayment(ask, key):
    payment = payments.get(ask["paymentRequestId"])
    if payment is None:
        return result("F", "ORDER_NOT_EXIST")
    inner = result("S", "SUCCESS") if "paymentId" in payment else result("F", "ORDER_IS_CLOSED")
    return result("S", "SUCCESS", paymentResult=inner["result"])

class Wallet(BaseHTTPRequestHandler):
    def do_POST(self):
        ask = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        act = {f"/wallet/{one.__name__}": one for one in (pay, refund, cancelPayment, inquiryPayment)}.get(self.path)
        if act is None or self.headers["Authorization"] != f"Bearer {BEARER}":
            return self.answer(404 if act is None else 401, {})
        with lock:  # one effect and one outcome for each key; nothing is begun after the deadline
            key = self.headers["Idempotency-Key"]
            said = outcomes.get(key)
            if said is None:
                late = time.time() >= datetime.fromisoformat(self.headers["Alipay-Deadline"]).timestamp()
                evaluates = ask.get("paymentFactor", {}).get("isPaymentEvaluation") == "true"
                said = result("U", "UNKNOWN_EXCEPTION") if late or evaluates else act(ask, key)
                if said["result"]["resultStatus"] != "U" and act is not inquiryPayment:
                    outcomes[key] = said
        self.answer(200, said)

    def answer(self, status, body):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass

ThreadingHTTPServer.request_queue_size = 128
server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Wallet)
print(server.server_port, flush=True)
server.serve_forever()
